import { meant } from "../../validation/nearest";
import { SECRET_FILES_DIRECTORY } from "../secrets/mounts";
import { type HoconLeaf, type HoconObject, leavesOf } from "./hocon/tree";
import { SECRET_ROOTS } from "./keys/owned";
import { type KeyAt, type KeyTable, keyAt } from "./keys/table";
import { secretAt } from "./secretValues";

/** What a text does with a secret, on which line, and how the sentence goes on. */
export interface SecretFinding {
    readonly what: string;
    readonly line: number;
    readonly instead: string;
}

/** Secrets that stand in a text, and files of secrets where EMQX would not read them. `files` are the names in `secretFiles`. */
export function secretFindings(
    root: HoconObject,
    table: KeyTable,
    files: readonly string[],
): SecretFinding[] {
    return leavesOf(root).flatMap((leaf) => {
        // Told already, and with the input that it has.
        if (SECRET_ROOTS.includes(leaf.path[0] ?? "") || leaf.value.kind === "computed") return [];
        const { text } = leaf.value;
        const key = keyAt(table, leaf.path);
        const what = secretAt(table, leaf.path, text);
        return [...(what === undefined ? [] : [inClear(leaf, what, key)]), ...inFile(leaf, text, key, files)];
    });
}

function inClear({ path, line }: HoconLeaf, what: string, key: KeyAt | undefined): SecretFinding {
    const way = key?.readsFiles ? fileWay(path) : variableWay(path);
    const instead = `, and the operator copies config in clear into a ConfigMap. ${way}`;
    return { what: `holds ${what} in "${path.join(".")}"`, line, instead };
}

const IN_OUR_FILES = new RegExp(`^(file://)?${SECRET_FILES_DIRECTORY}/(.*)$`, "s");

function inFile(
    { path, line }: HoconLeaf,
    value: string,
    key: KeyAt | undefined,
    files: readonly string[],
): SecretFinding[] {
    const [, scheme, file] = IN_OUR_FILES.exec(value) ?? [];
    if (file === undefined) return [];
    const name = path.join(".");
    if (!files.includes(file)) {
        const near = meant(file, files);
        const instead = `, which secretFiles does not have; ${near === undefined ? "write it there" : `did you mean "${near}"?`}`;
        return [{ what: `names the file "${file}" in "${name}"`, line, instead }];
    }
    if (scheme === undefined || key?.readsFiles) return [];
    // A key that wants a path reads it itself.
    const instead = /(file|path|dir)$/.test(path.at(-1) ?? "")
        ? ", which is a path already; leave out file://"
        : `, where EMQX reads no file and takes these very words for the value. ${variableWay(path)}`;
    return [{ what: `writes file:// in "${name}"`, line, instead }];
}

function fileWay(path: readonly string[]): string {
    const name = `${path.at(-1)}`.replaceAll("_", "-");
    return `Put it into secretFiles, e.g. as "${name}", and write "file://${SECRET_FILES_DIRECTORY}/${name}" here`;
}

/** A root is in config or in the environment, never in both; and a block keeps its names' case in the value of a variable. */
function variableWay(path: readonly string[]): string {
    const [root = ""] = path;
    const variable = `EMQX_${path
        .slice(0, 2)
        .map((name) => name.toUpperCase())
        .join("__")}`;
    return `Leave the root ${root} out of config and write all of it in secretEnvironment, e.g. as ${variable}`;
}
