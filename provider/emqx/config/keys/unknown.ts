import { meant } from "../../../validation/nearest";
import { type HoconField, leavesOf } from "../hocon/tree";
import type { Finding } from "./finding";
import { insteadOfLegacy } from "./legacy";
import type { Struct } from "./lists";

/** What is said of a key that a block does not have. */
export function unknownKey(
    type: Struct,
    field: HoconField,
    at: { readonly path: readonly string[]; readonly line: number },
    of: string,
): Finding[] {
    const legacy = namesOf(field, at).flatMap(([key, line]) => {
        const instead = insteadOfLegacy(key);
        return instead === undefined ? [] : [{ kind: "legacy", key, line, instead, certain: true } as const];
    });
    if (legacy.length > 0) return legacy;
    const known = [...type.keys].filter(([, key]) => !key.dropped).map(([name]) => name);
    const near = meant(at.path.at(-1) as string, known);
    const place = { key: at.path.join("."), line: at.line, certain: true };
    if (at.path.length === 1 && near === undefined) return [{ kind: "unknownRoot", ...place }];
    return [{ kind: "unknown", ...place, of, known, ...(near !== undefined && { meant: near }) }];
}

/** Names of all single values below a key, with their lines; its own where it has none. */
function namesOf(
    { value }: HoconField,
    { path, line }: { readonly path: readonly string[]; readonly line: number },
): [string, number][] {
    const leaves = value.kind === "object" ? leavesOf(value, path) : [];
    if (leaves.length === 0) return [[path.join("."), line]];
    return leaves.map((leaf) => [leaf.path.join("."), leaf.line]);
}
