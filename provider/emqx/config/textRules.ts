import type * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { OwnedKeys } from "../lines/line/keys";
import { emqx4Sentence } from "./emqx4";
import { evaluate } from "./hocon/evaluate";
import { parseHocon } from "./hocon/parse";
import { HoconError } from "./hocon/tokens";
import { type HoconObject, leavesOf, type Place } from "./hocon/tree";
import { readOtherwise } from "./hocon/versions";
import { findingsIn } from "./keys/check";
import { ownerOf } from "./keys/owned";
import { sentenceOf } from "./keys/sentence";
import type { KeyTable } from "./keys/table";
import { secretFindings } from "./secretRules";

/** What a text is held against. */
export interface TextLimits {
    readonly owned: OwnedKeys;
    /** What of it cannot be handed on. */
    readonly unwritable: (config: HoconObject) => readonly HoconError[];
    readonly table: KeyTable;
    /** Names in `secretFiles`. */
    readonly files: readonly string[];
}

/** What in a HOCON text EMQX would not read, or would not do as its author expects. */
export function checkConfig(
    problems: Problems,
    config: pulumi.Input<string> | undefined,
    { owned, unwritable, table, files }: TextLimits,
): void {
    if (!isPlain(config)) return;
    const parsed = parsedConfig(config);
    const old = emqx4Sentence(config, !(parsed instanceof HoconError));
    if (old !== undefined) {
        problems.add("config", old);
        return;
    }
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
    checkOwners(parsed, owned, add);
    for (const { what, line, instead } of secretFindings(parsed.root, table, files)) add(what, line, instead);
    for (const finding of findingsIn(table, parsed.root)) {
        // Told already, and with the input that it has.
        if (!finding.certain || ownerOf(owned, finding.key.split("."))) continue;
        add(`sets "${finding.key}"`, finding.line, `, which ${sentenceOf(finding, (key) => key)}`);
    }
    for (const { line } of parsed.includes) {
        add(
            "includes a file",
            line,
            ", and there is none beside it in the cluster; write what is in it here",
        );
    }
    for (const { line, column, reason } of readOtherwise(config, table.version)) {
        problems.add(
            "config",
            `is not read alike by all versions (line ${line}, column ${column}): ${reason}`,
        );
    }
    for (const { line, column, reason } of unwritable(parsed.root)) {
        problems.add("config", `cannot be handed on (line ${line}, column ${column}): ${reason}`);
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
