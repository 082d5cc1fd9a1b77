import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ENTRY = resolve(__dirname, "../../../bin/provider/index.d.ts");

/** Packages whose types a user's type check has to load for this package's public types. */
function packagesReached(file: string, seen = new Set<string>(), packages = new Set<string>()): Set<string> {
    if (seen.has(file)) return packages;
    seen.add(file);
    for (const match of readFileSync(file, "utf8").matchAll(/(?:from |import\()"([^"]+)"/g)) {
        const specifier = match[1] as string;
        if (!specifier.startsWith(".")) {
            packages.add(specifier);
            continue;
        }
        const base = resolve(dirname(file), specifier);
        const target = [`${base}.d.ts`, join(base, "index.d.ts")].find(existsSync);
        assert.ok(target, `${file} imports ${specifier}, which the build did not write`);
        packagesReached(target, seen, packages);
    }
    return packages;
}

describe("public types", () => {
    it("need Pulumi's core SDK and no provider's", () => {
        assert.ok(existsSync(ENTRY), "not built: npm run build");
        assert.deepEqual([...packagesReached(ENTRY)], ["@pulumi/pulumi"]);
    });
});
