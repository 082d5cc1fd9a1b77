import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import { insteadOfKey } from "../listeners/owner";
import { type HoconLeaf, type HoconValue, leavesOf } from "./hocon/tree";
import { ignoredVariable } from "./ignoredVariables";
import { findingsFor } from "./keys/check";
import type { Finding } from "./keys/finding";
import { insteadOfLegacy } from "./keys/legacy";
import { sentenceOf } from "./keys/sentence";
import type { KeyTable } from "./keys/table";
import { secretAt } from "./secretValues";
import { canonicalVariable, FEATURES_VARIABLE, keyOf, SECURITY_PROFILE_VARIABLE, spelled } from "./variables";
import { findingsTogether, keyVariables } from "./variablesTogether";
import { takesOf } from "./variableTakes";
import { ANYTHING, misread, readVariable } from "./variableValue";

const INPUTS = ["environment", "secretEnvironment"] as const;

/** Variables of EMQX as a whole, on every line. */
const WHOLE: OwnedKeys["variables"] = [
    [
        new RegExp(`^${SECURITY_PROFILE_VARIABLE}$`),
        "has an input of its own; write it in securityProfile, with EMQX 6.3 and later",
    ],
    [
        new RegExp(`^${FEATURES_VARIABLE}$`),
        "has an input of its own; write it in features, with EMQX 6.3 and later",
    ],
];

/** Variables that cannot be, that an input of their own decides, or that EMQX would not take. */
export function checkEnvironment(
    problems: Problems,
    args: EmqxArgs,
    owned: OwnedKeys,
    table: KeyTable,
): void {
    const variables = [...owned.variables, ...WHOLE];
    const names = new Map<string, string>();
    for (const input of INPUTS) {
        for (const [name, value] of Object.entries(args[input] ?? {})) {
            const own = problems.at(input, name);
            const secret = input === "secretEnvironment";
            const known = isPlain(value) ? value : undefined;
            const owner = ownerOf(variables, canonicalVariable(name), secret ? undefined : known);
            const later = !secret && known === undefined && owner?.dependsOnValue;
            if (owner !== undefined && !later) own.add("", owner.sentence);
            else if (owner === undefined && name.startsWith("EMQX_"))
                checkKey(own, { name, value: known, secret }, table, variables);
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

interface Given {
    readonly name: string;
    /** Undefined where it is not known yet. */
    readonly value: string | undefined;
    /** Is looked at, and never repeated. */
    readonly secret: boolean;
}

/** The variable as the key that it sets. */
function checkKey(
    problems: Problems,
    { name, value, secret }: Given,
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
    // A secret may be any text, which is written as one where no list or block is meant.
    const free = secret && (takes === ANYTHING || !takes.blocks);
    const wrong = value === undefined || free ? undefined : misread(value, takes);
    if (wrong !== undefined) {
        const why = secret ? "cannot be read as one" : wrong;
        problems.add("", `looks like a list or a block, and ${why}; a text goes between double quotes`);
        return;
    }
    const read: HoconValue = value === undefined ? { kind: "computed" } : readVariable(value, takes);
    if (path.length === 1 && read.kind !== "object" && read.kind !== "list" && read.kind !== "computed") {
        problems.add("", `gives the whole of ${path[0]} one value, where it has keys; ${ONE_BY_ONE}`);
        return;
    }
    const found = leavesOf(asField(path, read)).flatMap((leaf) => [
        ...(secret ? [] : inClear(leaf, table)),
        ...ownedInside(leaf, path, owned),
    ]);
    for (const sentence of new Set(found)) problems.add("", sentence);
    if (found.length > 0) return;
    const findings = findingsFor(table, path, read).filter(({ certain }) => certain);
    const ignored = findings.length > 0 ? undefined : ignoredVariable(table, path, value);
    if (ignored?.certain) problems.add("", ignored.sentence);
    for (const finding of findings) {
        const inside = finding.key === path.join(".") ? "" : `sets ${finding.key}, which `;
        problems.add("", `${inside}${secret ? untold(finding) : sentenceOf(finding, spelled)}`);
    }
}

/** A value that is a secret is not repeated. */
function untold(finding: Finding): string {
    return finding.kind === "value"
        ? `is no value that EMQX takes; ${finding.remedy}`
        : sentenceOf(finding, spelled);
}

const ONE_BY_ONE = "write these, each as a variable of its own such as EMQX_LOG__CONSOLE__LEVEL";

function asField(path: readonly string[], value: HoconValue) {
    return { kind: "object" as const, fields: [{ path, value, line: 1, column: 1 }] };
}

function inClear({ path, value }: HoconLeaf, table: KeyTable): string[] {
    const secret = value.kind === "computed" ? undefined : secretAt(table, path, value.text);
    if (secret === undefined) return [];
    return [
        `holds ${secret}, and would stand in clear in the Kubernetes cluster; write it in secretEnvironment`,
    ];
}

/** Inside a block, a key that somebody else sets. */
function ownedInside(
    { path, value }: HoconLeaf,
    whole: readonly string[],
    owned: OwnedKeys["variables"],
): string[] {
    if (value.kind === "computed" || path.length === whole.length) return [];
    const owner = ownerOf(owned, `EMQX_${path.join("__").toUpperCase()}`, value.text);
    return owner === undefined ? [] : [`sets ${path.join(".")}, which ${owner.sentence}`];
}
