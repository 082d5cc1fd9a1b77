import type * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { OwnedKeys } from "../lines/line/keys";
import { evaluate } from "./hocon/evaluate";
import { parseHocon } from "./hocon/parse";
import { HoconError } from "./hocon/tokens";
import { type HoconObject, leavesOf, type Place } from "./hocon/tree";
import { findingsIn } from "./keys/check";
import { ownerOf, SECRET_ROOTS, secretIn } from "./keys/owned";
import { sentenceOf } from "./keys/sentence";
import type { KeyTable } from "./keys/table";

/** What in a HOCON text EMQX would not read, or would not do as its author expects. */
export function checkConfig(
    problems: Problems,
    config: pulumi.Input<string> | undefined,
    keys: OwnedKeys,
    table: KeyTable,
): void {
    if (!isPlain(config)) return;
    const parsed = parsedConfig(config);
    if (parsed instanceof HoconError) {
        const { line, column, reason } = parsed;
        problems.add("config", `cannot be read (line ${line}, column ${column}): ${reason}`);
        return;
    }
    const told = new Set<string>();
    const add: Add = (what, line, instead) => {
        // Once for each key or root, on the line where it first stands.
        if (told.has(what + instead)) return;
        told.add(what + instead);
        problems.add("config", `${what} (line ${line})${instead}`);
    };
    checkOwners(parsed, keys, add);
    checkSecrets(parsed, add);
    for (const finding of findingsIn(table, parsed.root)) {
        // Told already, and with the input that it has.
        if (!finding.certain || ownerOf(keys, finding.key.split("."))) continue;
        add(`sets "${finding.key}"`, finding.line, `, which ${sentenceOf(finding, (key) => key)}`);
    }
    for (const { line } of parsed.includes) {
        add(
            "includes a file",
            line,
            ", and there is none beside it in the cluster; write what is in it here",
        );
    }
}

/** A text as EMQX has it, and what it brings in. */
export interface ReadConfig {
    readonly root: HoconObject;
    readonly includes: readonly Place[];
}

/** The text as a tree, or why it is none. */
export function parsedConfig(config: string): ReadConfig | HoconError {
    try {
        const parsed = parseHocon(config);
        return { root: evaluate(parsed), includes: parsed.includes };
    } catch (error) {
        if (error instanceof HoconError) return error;
        throw error;
    }
}

/** What the text does, on which line, and how the sentence goes on. */
type Add = (what: string, line: number, instead: string) => void;

function checkOwners({ root }: ReadConfig, keys: OwnedKeys, add: Add): void {
    const names = root.fields.flatMap((field) => {
        const leaves = leavesOf({ kind: "object", fields: [field] });
        return leaves.length > 0 ? leaves : [{ path: field.path, line: field.line }];
    });
    for (const { path, line } of names) {
        const owner = ownerOf(keys, path);
        if (owner !== undefined) add(`sets "${owner.key}"`, line, `, ${owner.sentence}`);
    }
}

function checkSecrets({ root }: ReadConfig, add: Add): void {
    for (const { path, value, line } of leavesOf(root)) {
        // Told already, and with the input that it has.
        if (SECRET_ROOTS.includes(path[0] ?? "") || value.kind === "computed") continue;
        const what = secretIn(path.at(-1) ?? "", value.text);
        if (what === undefined) continue;
        const variable = `EMQX_${path.map((part) => part.toUpperCase()).join("__")}`;
        add(
            `holds ${what}`,
            line,
            `, and the operator copies config in clear into a ConfigMap. Put it into secretEnvironment, e.g. as ${variable}`,
        );
    }
}
