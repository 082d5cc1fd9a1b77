import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, normalize, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..", "..", "..");
const TESTKIT = join(ROOT, "testkit");

/** Of the package, the kit uses what users use, names that stand in the cluster, and the seams that are made for doubles. */
const OF_THE_PROVIDER = [
    "provider",
    "provider/naming/labels",
    "provider/nodes/kernel/labels",
    "provider/drain/seen/drainAccess",
    "provider/emqx/gate/seen/clusterAccess",
    "provider/operator/carryOver/carryOverAccess",
    "provider/emqx/lines",
    "provider/emqx/lines/line/observation",
];

function importsOf(file: string): string[] {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/(?:from|import\(|require\() ?"(\.[^"]+)"/g)].map(([, target]) =>
        relative(ROOT, normalize(join(file, "..", target as string))),
    );
}

describe("the test kit", () => {
    const files = readdirSync(TESTKIT, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(TESTKIT, file));
    const imports = files.flatMap((file) =>
        importsOf(file).map((target) => ({ file: relative(ROOT, file), target })),
    );
    const outside = imports.filter(({ target }) => !target.startsWith("testkit/"));

    it("stands on the preview and on what the provider shows, and on no test of the package", () => {
        assert.ok(outside.length > 20, `${outside.length} imports found`);
        assert.deepEqual(
            outside.filter(
                ({ target }) => !target.startsWith("preview/") && !OF_THE_PROVIDER.includes(target),
            ),
            [],
        );
    });

    it("uses all that it may use of the provider", () => {
        const used = new Set(outside.map(({ target }) => target));
        assert.deepEqual(
            OF_THE_PROVIDER.filter((target) => !used.has(target)),
            [],
        );
    });

    it("does not need its own tests", () => {
        assert.deepEqual(
            imports.filter(
                ({ file, target }) =>
                    target.startsWith("testkit/tests/") && !file.startsWith("testkit/tests/"),
            ),
            [],
        );
    });

    it("has lines of the operator that know nothing of each other, and of which nothing else knows but their index", () => {
        const line = (path: string) => /^testkit\/operator\/lines\/([^/]+)\//.exec(path)?.[1];
        const crossing = imports.filter(({ file, target }) => {
            const of = line(`${target}/`);
            return of !== undefined && !file.startsWith("testkit/tests/") && line(file) !== of;
        });
        assert.deepEqual(
            crossing.filter(({ file }) => file !== "testkit/operator/lines/index.ts"),
            [],
        );
    });
});
