import type { HoconObject, HoconValue } from "../hocon/tree";
import { Conform } from "./conform";
import type { Finding } from "./finding";
import type { KeyList } from "./lists";
import { type KeyTable, tableName, whereElse } from "./table";

/** What is wrong with the keys and values of an evaluated text. */
export function findingsIn(table: KeyTable, root: HoconObject): Finding[] {
    return judged(table, (list) => found(table, list, root, 0));
}

/**
 * What is wrong with one key and its value, as the environment gives them: there EMQX leaves roots alone that it does not know,
 * and what has to stand beside the key may come from another variable.
 */
export function findingsFor(table: KeyTable, path: readonly string[], value: HoconValue): Finding[] {
    const root = path.reduceRight<HoconValue>(
        (inside, name) => ({ kind: "object", fields: [{ path: [name], value: inside, line: 1, column: 1 }] }),
        value,
    );
    return judged(table, (list) => found(table, list, root as HoconObject, path.length)).filter(
        ({ kind }) => kind !== "unknownRoot",
    );
}

function found(table: KeyTable, list: KeyList, root: HoconObject, given: number): Finding[] {
    const conform = new Conform({ of: tableName(table), given });
    conform.struct(list.roots, root, { path: [], line: 1 });
    return conform.findings;
}

/** What is found in the list of the very release is certain, and what another list finds as well. */
function judged(table: KeyTable, find: (list: KeyList) => Finding[]): Finding[] {
    const findings = find(table.list).map((finding) => withElsewhere(table, finding));
    if (findings.length === 0) return [];
    const other = table.other === undefined ? [] : find(table.other);
    return findings.map((finding) => ({ ...finding, certain: isCertain(table, finding, other) }));
}

function isCertain(table: KeyTable, finding: Finding, other: readonly Finding[]): boolean {
    if (finding.kind === "dropped") return false;
    if (finding.kind === "legacy") return true;
    const composed = table.list.composed.has(finding.key.split(".")[0] as string);
    if (table.exact && !composed) return true;
    return other.some(({ key, kind }) => key === finding.key && kind === finding.kind);
}

/** A key that another edition or a later minor has is told as that. */
function withElsewhere(table: KeyTable, finding: Finding): Finding {
    if (finding.kind !== "unknown" && finding.kind !== "unknownRoot") return finding;
    const [where] = whereElse(table, finding.key.split("."));
    if (where === undefined) return finding;
    const known = finding.kind === "unknown" ? finding.known : [];
    const { key, line, certain } = finding;
    return { kind: "unknown", key, line, certain, known, of: tableName(table), elsewhere: tableName(where) };
}
