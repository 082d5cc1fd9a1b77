import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import { insteadOfKey } from "../listeners/owner";
import { type HoconLeaf, type HoconValue, leavesOf } from "./hocon/tree";
import { findingsFor } from "./keys/check";
import type { Finding } from "./keys/finding";
import { insteadOfLegacy } from "./keys/legacy";
import { sentenceOf } from "./keys/sentence";
import type { KeyTable } from "./keys/table";
import { secretAt } from "./secretValues";
import { canonicalVariable, keyOf, variableFor } from "./variables";
import { findingsTogether, keyVariables } from "./variablesTogether";
import { takesOf } from "./variableTakes";
import { misread, readVariable } from "./variableValue";

const INPUTS = ["environment", "secretEnvironment"] as const;

/** Variables that cannot be, that an input of their own decides, or that EMQX would not take. */
export function checkEnvironment(
    problems: Problems,
    args: EmqxArgs,
    owned: OwnedKeys,
    table: KeyTable,
): void {
    const { variables } = owned;
    const names = new Map<string, string>();
    for (const input of INPUTS) {
        for (const [name, value] of Object.entries(args[input] ?? {})) {
            const own = problems.at(input, name);
            // What the value of a secret is, is not looked at.
            const known = input === "environment" && isPlain(value) ? value : undefined;
            const owner = ownerOf(variables, canonicalVariable(name), known);
            const later = input === "environment" && known === undefined && owner?.dependsOnValue;
            if (owner !== undefined && !later) own.add("", owner.sentence);
            else if (owner === undefined && name.startsWith("EMQX_"))
                checkKey(own, name, known, table, variables);
            const other = names.get(canonicalVariable(name));
            if (other !== undefined) {
                const again = other === name ? "is in environment too" : `sets what ${other} sets`;
                own.add("", `${again}; leave out one of the two`);
            }
            names.set(canonicalVariable(name), name);
        }
    }
    const together = findingsTogether(keyVariables(args, owned, table), owned, table);
    for (const { variable, finding, restElsewhere } of together) {
        if (!finding.certain || restElsewhere) continue;
        problems.at(variable.input, variable.name).add("", togetherSentence(finding));
    }
}

export function togetherSentence(finding: Finding): string {
    if (finding.kind !== "missing") return sentenceOf(finding, spelled);
    const missing = spelled(`${finding.key}.${finding.name}`);
    return `is not enough for ${finding.key}: no node starts without ${missing} beside it; write it too`;
}

interface Owner {
    readonly sentence: string;
    /** Some values are harmless. */
    readonly dependsOnValue: boolean;
}

function ownerOf(
    owned: OwnedKeys["variables"],
    variable: string,
    value: string | undefined,
): Owner | undefined {
    const found = owned.find(([pattern]) => pattern.test(variable));
    if (found === undefined) return undefined;
    const [, sentence, harmless] = found;
    if (value !== undefined && harmless?.test(value)) return undefined;
    return {
        sentence: insteadOfKey(keyOf(variable)) ?? sentence,
        dependsOnValue: harmless !== undefined,
    };
}

/** The variable as the key that it sets. */
function checkKey(
    problems: Problems,
    name: string,
    value: string | undefined,
    table: KeyTable,
    owned: OwnedKeys["variables"],
): void {
    const path = keyOf(name);
    const takes = takesOf(table, name);
    if (takes === undefined) {
        const instead = path.length === 1 ? insteadOfLegacy(path.join(".")) : undefined;
        if (instead !== undefined) problems.add("", sentenceOf({ kind: "legacy", instead }, spelled));
        return;
    }
    const wrong = value === undefined ? undefined : misread(value, takes);
    if (wrong !== undefined) {
        problems.add("", `looks like a list or a block, and ${wrong}; a text goes between double quotes`);
        return;
    }
    const read: HoconValue = value === undefined ? { kind: "computed" } : readVariable(value, takes);
    if (path.length === 1 && read.kind !== "object" && read.kind !== "list" && read.kind !== "computed") {
        problems.add("", `gives the whole of ${path[0]} one value, where it has keys; ${ONE_BY_ONE}`);
        return;
    }
    const found = leavesOf(asField(path, read)).flatMap((leaf) => hidden(leaf, path, owned, table));
    for (const sentence of new Set(found)) problems.add("", sentence);
    if (found.length > 0) return;
    for (const finding of findingsFor(table, path, read).filter(({ certain }) => certain)) {
        problems.add("", sentenceOf(finding, spelled));
    }
}

const ONE_BY_ONE = "write these, each as a variable of its own such as EMQX_LOG__CONSOLE__LEVEL";

function asField(path: readonly string[], value: HoconValue) {
    return { kind: "object" as const, fields: [{ path, value, line: 1, column: 1 }] };
}

/** A secret in clear, or inside a block a key that somebody else sets. */
function hidden(
    leaf: HoconLeaf,
    whole: readonly string[],
    owned: OwnedKeys["variables"],
    table: KeyTable,
): string[] {
    const { path, value } = leaf;
    if (value.kind === "computed") return [];
    const secret = secretAt(table, path, value.text);
    if (secret !== undefined) {
        return [
            `holds ${secret}, and would stand in clear in the Kubernetes cluster; write it in secretEnvironment`,
        ];
    }
    const inside = path.slice(whole.length);
    const owner =
        inside.length === 0 ? undefined : ownerOf(owned, `EMQX_${path.join("__").toUpperCase()}`, value.text);
    return owner === undefined ? [] : [`sets ${path.join(".")}, which ${owner.sentence}`];
}

/** How a key is set here: by a variable where there can be one. A root alone takes many of them, and keeps its name. */
export function spelled(key: string): string {
    const path = key.split(".");
    return path.length === 1 ? key : (variableFor(path) ?? `${key} in config`);
}
