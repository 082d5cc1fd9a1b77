import { isPlain } from "../../validation/conform";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import type { HoconField, HoconObject, HoconValue } from "./hocon/tree";
import { findingsFor, findingsIn } from "./keys/check";
import type { Finding } from "./keys/finding";
import { type KeyTable, keyAt } from "./keys/table";
import { canonicalVariable, keyOf } from "./variables";
import { takesOf } from "./variableTakes";
import { readVariable } from "./variableValue";

/** A variable that sets a key, with what EMQX reads of it. */
export interface KeyVariable {
    readonly input: "environment" | "secretEnvironment";
    readonly name: string;
    readonly path: readonly string[];
    readonly value: HoconValue;
}

/** All variables that set keys and are the user's to set. What is a secret or not known yet counts as some value. */
export function keyVariables(args: EmqxArgs, { variables }: OwnedKeys, table: KeyTable): KeyVariable[] {
    const inputs = ["environment", "secretEnvironment"] as const;
    return inputs.flatMap((input) =>
        Object.entries(args[input] ?? {}).flatMap(([name, given]) => {
            const takes = takesOf(table, name);
            const owned = variables.some(([pattern]) => pattern.test(canonicalVariable(name)));
            if (takes === undefined || owned) return [];
            const known = input === "environment" && isPlain(given) ? given : undefined;
            const value: HoconValue = known === undefined ? { kind: "computed" } : readVariable(known, takes);
            return [{ input, name, path: keyOf(name), value }];
        }),
    );
}

export interface FindingTogether {
    /** One of those that it is about. */
    readonly variable: KeyVariable;
    readonly finding: Finding;
    /** What is missing may have been made in the dashboard: a person is told, and no more. */
    readonly restElsewhere: boolean;
}

/** What is wrong with all variables together and with none of them alone. */
export function findingsTogether(
    variables: readonly KeyVariable[],
    { variables: owned }: OwnedKeys,
    table: KeyTable,
): FindingTogether[] {
    const alone = new Set(
        variables.flatMap(({ path, value }) => findingsFor(table, path, value)).map(identity),
    );
    const root = variables.reduce<HoconObject>((all, { path, value }) => put(all, path, value), {
        kind: "object",
        fields: [],
    });
    return findingsIn(table, root).flatMap((finding) => {
        if (alone.has(identity(finding)) || finding.kind === "unknownRoot") return [];
        const missing = finding.kind === "missing" ? `${finding.key}.${finding.name}` : undefined;
        const ours = missing !== undefined && owned.some(([pattern]) => pattern.test(named(missing)));
        const about = variables.filter(({ path }) => `${path.join(".")}.`.startsWith(`${finding.key}.`));
        const [variable] = about;
        if (ours || variable === undefined) return [];
        const restElsewhere = missing !== undefined && about.some((one) => isCredential(one, table));
        return [{ variable, finding, restElsewhere }];
    });
}

/** Roots that people fill in the dashboard but for what to log in with, which they give by variable. */
const MADE_IN_DASHBOARD: readonly string[] = ["authentication", "connectors"];

function isCredential({ input, path }: KeyVariable, table: KeyTable): boolean {
    if (!MADE_IN_DASHBOARD.includes(path[0] ?? "")) return false;
    const name = path.at(-1) ?? "";
    // A password in clear is refused: what is left is a placeholder such as `${password}`.
    return (
        input === "secretEnvironment" ||
        name === "username" ||
        name === "password" ||
        keyAt(table, path)?.sensitive === true
    );
}

function identity(finding: Finding): string {
    return `${finding.kind} ${finding.key} ${finding.kind === "missing" ? finding.name : ""}`;
}

function named(key: string): string {
    return `EMQX_${key.toUpperCase().replaceAll(".", "__")}`;
}

/** A value laid into a tree at a path; blocks are merged. Source: emqx/hocon, src/hocon_tconf.erl (`put_value`). */
function put(tree: HoconObject, [name = "", ...rest]: readonly string[], value: HoconValue): HoconObject {
    const old = tree.fields.find(({ path }) => path[0] === name)?.value;
    const block: HoconObject = old?.kind === "object" ? old : { kind: "object", fields: [] };
    const inner = rest.length === 0 ? value : put(block, rest, value);
    const field: HoconField = { path: [name], value: inner, line: 1, column: 1 };
    return { kind: "object", fields: [...tree.fields.filter(({ path }) => path[0] !== name), field] };
}
