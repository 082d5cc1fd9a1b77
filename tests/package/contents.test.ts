import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** What is in the package besides compiled sources. */
const FILES = [
    "CHANGELOG.md",
    "LICENSE",
    "PulumiPlugin.yaml",
    "README.md",
    "action.yml",
    "package.json",
    "schema.json",
];
const FOLDERS = ["action", "docs"];

/** Parts of the folders that only their repository needs. */
const NOT_PACKED = ["provider/schema/", "docs/generate/"];

describe("the npm package", function () {
    this.timeout(120_000);
    let packed: string[];

    before(() => {
        const answer = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
            cwd: ROOT,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        });
        packed = JSON.parse(answer)[0].files.map((file: { path: string }) => file.path);
    });

    it("has the compiled sources of library, plugin and command, each with its types and map, and no other", () => {
        const files = ["provider", "preview"]
            .flatMap((folder) =>
                readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) =>
                    join(folder, file),
                ),
            )
            .filter((file) => !NOT_PACKED.some((part) => file.startsWith(part)));
        const sources = files
            .filter((file) => file.endsWith(".ts"))
            .map((file) => file.slice(0, -".ts".length));
        assert.ok(sources.length > 200);
        const expected = [
            ...sources.flatMap((file) => [".js", ".d.ts", ".js.map"].map((ending) => `bin/${file}${ending}`)),
            // Data that a module imports.
            ...files.filter((file) => file.endsWith(".json")).map((file) => `bin/${file}`),
        ];
        const compiled = packed.filter((file) => file.startsWith("bin/"));
        const stale = compiled.filter((file) => !expected.includes(file));
        assert.deepEqual(stale, [], "left behind by an older build: remove bin and build again");
        assert.deepEqual(
            expected.filter((file) => !compiled.includes(file)),
            [],
        );
    });

    it("has beside them what users read and what the CLI needs, and nothing of tests and tools", () => {
        const others = packed.filter((file) => !file.startsWith("bin/"));
        const stray = others.filter(
            (file) =>
                (!FILES.includes(file) && !FOLDERS.some((folder) => file.startsWith(`${folder}/`))) ||
                NOT_PACKED.some((part) => file.startsWith(part)),
        );
        assert.deepEqual(stray, []);
        assert.deepEqual(
            FILES.filter((file) => !others.includes(file)),
            [],
        );
    });

    it("has no link in a document that leads out of the package", () => {
        const documents = packed.filter((file) => file.startsWith("docs/") && file.endsWith(".md"));
        const broken = documents.flatMap((file) =>
            [...readFileSync(join(ROOT, file), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
                .map(([, target]) => join(file, "..", target as string))
                .filter(
                    (target) => !packed.some((other) => other === target || other.startsWith(`${target}/`)),
                )
                // Examples and sources are read on the repository's pages.
                .filter((target) => !/^(examples|provider|tests|bench|sdk)(\/|$)/.test(target))
                .map((target) => `${file} -> ${target}`),
        );
        assert.deepEqual(broken, []);
    });
});
