import assert from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { FAMILIES } from "../../../../preview/impact/registry";
import { allLines } from "../../../../provider/emqx/lines";

const PREVIEW = join(__dirname, "../../../../preview");
const IMPACT = join(PREVIEW, "impact");

const sources = (directory: string): string[] =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
        .map((entry) => join(entry.parentPath, entry.name));

/** Files beneath `preview/impact` that a file imports, types included. */
function imported(file: string): string[] {
    const text = readFileSync(file, "utf8");
    const known = new Set(sources(IMPACT));
    return [...text.matchAll(/from "(\.[^"]+)"/g)].flatMap(([, path = ""]) => {
        const found = join(dirname(file), path);
        return [`${found}.ts`, join(found, "index.ts")].filter((candidate) => known.has(candidate));
    });
}

describe("the review's code", () => {
    it("knows no operator line: it asks the one that an object's type leads to", () => {
        const words = allLines().flatMap(({ id, resource, words }) => [
            id,
            resource.version,
            words.replacement,
        ]);
        // Of lines that are not written here too.
        const names = [...new Set([...words, "2.3", "3.0", "v2alpha1", "v3beta1"])];
        const named = new RegExp(
            `(?<![\\w.])(${names.map((n) => n.replaceAll(".", "\\.")).join("|")})(?![\\da-z]|\\.\\d)`,
            "i",
        );
        for (const file of sources(PREVIEW)) {
            const [found] = named.exec(readFileSync(file, "utf8")) ?? [];
            assert.strictEqual(found, undefined, `${relative(PREVIEW, file)} names ${found}`);
        }
    });

    it("has facts below rules, rules below decisions, and words that no rule or decision sees", () => {
        const below: Readonly<Record<string, readonly string[]>> = {
            facts: ["facts"],
            rules: ["facts", "rules"],
            decisions: ["facts", "rules", "decisions"],
            say: ["facts", "say"],
        };
        for (const file of sources(IMPACT)) {
            const [room = "", ...rest] = relative(IMPACT, file).split("/");
            if (rest.length === 0) continue;
            for (const target of imported(file)) {
                const [other = ""] = relative(IMPACT, target).split("/");
                assert.ok(
                    below[room]?.includes(other),
                    `${relative(IMPACT, file)} imports ${relative(IMPACT, target)}`,
                );
            }
        }
    });

    it("has no two files that import each other, by whatever way", () => {
        const done = new Set<string>();
        const visit = (file: string, way: readonly string[]) => {
            assert.ok(!way.includes(file), [...way, file].map((f) => relative(IMPACT, f)).join(" > "));
            if (done.has(file)) return;
            for (const target of imported(file)) visit(target, [...way, file]);
            done.add(file);
        };
        for (const file of sources(IMPACT)) visit(file, []);
        assert.ok(done.size > 40, "looked at the files");
    });

    it("has one rule for each type: no family of types is a part of another", () => {
        const starts = Object.keys(FAMILIES);
        for (const start of starts) {
            assert.deepStrictEqual(
                starts.filter((other) => other !== start && other.startsWith(start)),
                [],
                start,
            );
        }
    });
});
