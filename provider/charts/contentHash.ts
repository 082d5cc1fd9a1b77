import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Hash of a chart's folder or file, by which the same chart has the same one wherever it lies; undefined if it is not here. */
export function contentHash(path: string): string | undefined {
    if (!existsSync(path)) return undefined;
    const hash = createHash("sha256");
    for (const file of filesOf(path)) {
        hash.update(`${file}\0`)
            .update(readFileSync(join(path, file)))
            .update("\0");
    }
    return hash.digest("hex");
}

/** Relative to the path; a file's own name does not count. */
function filesOf(path: string): string[] {
    if (!statSync(path).isDirectory()) return [""];
    return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length))
        .sort();
}
