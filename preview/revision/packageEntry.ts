import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What we read of a package.json. */
export interface Manifest {
    readonly name?: string;
    readonly main?: string;
    readonly exports?: unknown;
    readonly scripts?: Readonly<Record<string, string>>;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
}

export function manifestOf(directory: string): Manifest | undefined {
    const file = join(directory, "package.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
}

/** Whether the file that a package is loaded from is there: what a build makes is in no revision. */
export function hasEntry(directory: string): boolean {
    const manifest = manifestOf(directory);
    if (manifest === undefined) {
        return false;
    }
    const entry = exported(manifest.exports) ?? manifest.main ?? "index";
    return ["", ".js", ".ts", "/index.js", "/index.ts"].some((end) =>
        existsSync(join(directory, entry + end)),
    );
}

/** The file behind `exports`, for `require`. */
function exported(exports: unknown): string | undefined {
    if (typeof exports === "string") {
        return exports;
    }
    if (typeof exports !== "object" || exports === null) {
        return undefined;
    }
    const conditions = exports as Record<string, unknown>;
    return [".", "node", "require", "default"]
        .map((key) => exported(conditions[key]))
        .find((entry) => entry !== undefined);
}
