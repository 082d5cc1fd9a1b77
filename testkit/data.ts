import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Where `tests/data` is, or something in it; its README says what is there and where it comes from. */
export function dataPath(...path: string[]): string {
    return join(__dirname, "..", "tests", "data", ...path);
}

/** The text of a file of `tests/data`, whether it is kept as it is or compressed. */
export function dataText(...path: string[]): string {
    const file = dataPath(...path);
    return existsSync(file) ? readFileSync(file, "utf8") : gunzipSync(readFileSync(`${file}.gz`)).toString();
}
