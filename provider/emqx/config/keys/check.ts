import { minorOf } from "../../../naming/versionNumbers";
import { type HoconObject, type HoconValue, leavesOf } from "../hocon/tree";
import { Conform } from "./conform";
import type { Finding } from "./finding";
import { insteadOfGone } from "./gone";
import type { KeyList } from "./lists";
import { type KeyTable, keysAt, tableName, whereElse } from "./table";
import { conflicts } from "./whole";

/** What is wrong with the keys and values of an evaluated text. */
export function findingsIn(table: KeyTable, root: HoconObject): Finding[] {
    return judged(table, (list) => found(table, list, root));
}

/**
 * What is wrong with one key and its value, as the environment gives them: there EMQX leaves roots alone that it does not know.
 * What is wrong with the blocks around it, other variables may mend.
 */
export function findingsFor(table: KeyTable, path: readonly string[], value: HoconValue): Finding[] {
    const root = path.reduceRight<HoconValue>(
        (inside, name) => ({ kind: "object", fields: [{ path: [name], value: inside, line: 1, column: 1 }] }),
        value,
    ) as HoconObject;
    return judged(table, (list) => [...stranger(table, list, path), ...found(table, list, root)]).filter(
        ({ kind, key }) =>
            kind !== "unknownRoot" && kind !== "conflict" && !path.join(".").startsWith(`${key}.`),
    );
}

/** EMQX ignores a variable of a key that it does not know, also below one that it drops. Source: hocon_tconf.erl, check_env. */
function stranger(table: KeyTable, list: KeyList, path: readonly string[]): Finding[] {
    const isDropped = path.some((_, i) =>
        keysAt(list.roots, path.slice(0, i)).some(({ dropped }) => dropped),
    );
    if (!isDropped || keysAt(list.roots, path).length > 0) return [];
    return [
        { kind: "unknown", key: path.join("."), line: 1, certain: true, of: tableName(table), known: [] },
    ];
}

function found(table: KeyTable, list: KeyList, root: HoconObject): Finding[] {
    const conform = new Conform(tableName(table));
    const reading = conform.struct(list.roots, root, { path: [], line: 1 });
    const findings = conform.findings.map((finding) => ({ ...finding, key: asWritten(root, finding.key) }));
    if (findings.some(({ kind }) => kind !== "dropped")) return findings;
    return [
        ...findings,
        ...conflicts(list, reading ?? {}).map(({ key, ...wrong }): Finding => {
            const line = leavesOf(root).find(({ path }) => path.join(".").startsWith(key))?.line ?? 1;
            return { kind: "conflict", key, line, certain: true, ...wrong };
        }),
    ];
}

/** EMQX reads some keys as if they stood in a block more: `log.file.level` is `log.file.default.level`. */
function asWritten(root: HoconObject, key: string): string {
    const path = key.split(".");
    const shorter = path.map((_, i) => path.filter((_, j) => j !== i));
    const written = stands(root, path) ? undefined : shorter.find((one) => stands(root, one));
    return written?.join(".") ?? key;
}

function stands(value: HoconValue, [name, ...rest]: readonly string[]): boolean {
    if (name === undefined) return true;
    if (value.kind === "list") return /^\d+$/.test(name);
    const field =
        value.kind === "object" ? value.fields.find((one) => one.path.join(".") === name) : undefined;
    return field !== undefined && stands(field.value, rest);
}

/** What is found in the list of the very release is certain, and what another list finds as well. */
function judged(table: KeyTable, find: (list: KeyList) => Finding[]): Finding[] {
    const findings = find(table.list);
    if (findings.length === 0) return [];
    const other = table.other === undefined ? [] : find(table.other);
    return findings.map((finding) => ({
        ...withElsewhere(table, finding),
        certain: isCertain(table, finding, other),
    }));
}

function isCertain(table: KeyTable, finding: Finding, other: readonly Finding[]): boolean {
    if (finding.kind === "dropped") return false;
    if (finding.kind === "legacy") return true;
    if (table.exact) return true;
    // A minor without a list of its own may take what its neighbours do not.
    if (minorOf(table.list.version) !== minorOf(table.version)) return false;
    return other.some(({ key, kind }) => key === finding.key && kind === finding.kind);
}

/** A key that another edition or another minor has is told as that. */
function withElsewhere(table: KeyTable, finding: Finding): Finding {
    if (finding.kind !== "unknown" && finding.kind !== "unknownRoot") return finding;
    const instead = insteadOfGone(finding.key, table.list.version);
    if (instead !== undefined) {
        const { key, line, certain } = finding;
        return { kind: "gone", key, line, certain, of: tableName(table), instead };
    }
    const [where] = whereElse(table, finding.key.split("."));
    if (where === undefined) return finding;
    const known = finding.kind === "unknown" ? finding.known : [];
    const { key, line, certain } = finding;
    return { kind: "unknown", key, line, certain, known, of: tableName(table), elsewhere: tableName(where) };
}
