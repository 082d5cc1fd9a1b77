import type { Dump, Listed, ListedKey } from "./dump";
import type { TypeName } from "./typeName";

/** A type with what is inside it. */
export type TypeTree =
    | { readonly kind: "struct"; readonly name: string; readonly keys: readonly KeyTree[] }
    | { readonly kind: "map"; readonly of: TypeTree }
    | { readonly kind: "list"; readonly of: TypeTree }
    | { readonly kind: "union"; readonly of: readonly TypeTree[] }
    | { readonly kind: "enum"; readonly words: readonly string[] }
    | { readonly kind: "word"; readonly word: string }
    | { readonly kind: "leaf"; readonly name: string };

export interface KeyTree {
    readonly name: string;
    /** From the root, with `<name>` and `<n>`. */
    readonly path: readonly string[];
    readonly members: readonly string[];
    readonly is: Listed;
    readonly type: TypeTree;
}

/** The roots of a list of keys with all that is below them. */
export function treeOf(dump: Dump): KeyTree[] {
    const children = new Map<string, ListedKey[]>();
    for (const key of dump) {
        const parent = key.path.slice(0, -1).join(".");
        children.set(parent, [...(children.get(parent) ?? []), key]);
    }
    return keysAt(children, [], []);
}

type Children = ReadonlyMap<string, readonly ListedKey[]>;

function keysAt(children: Children, path: readonly string[], members: readonly string[]): KeyTree[] {
    return (children.get(path.join(".")) ?? [])
        .filter((key) => same(key.members, members))
        .map((key) => ({
            name: key.path.at(-1) as string,
            path: key.path,
            members: key.members,
            is: key.is,
            type: inside(children, key.is.type, key.path, members),
        }));
}

function inside(
    children: Children,
    type: TypeName,
    path: readonly string[],
    members: readonly string[],
): TypeTree {
    switch (type.kind) {
        case "struct": {
            const own = memberOf(children, type.name, path, members);
            return { kind: "struct", name: type.name, keys: keysAt(children, path, own) };
        }
        case "map":
            return { kind: "map", of: inside(children, type.of, [...path, "<name>"], members) };
        case "list":
            return { kind: "list", of: inside(children, type.of, [...path, "<n>"], members) };
        case "union":
            return {
                kind: "union",
                of: type.of
                    .map((member) => inside(children, member, path, members))
                    // Without keys: a member that the other edition has.
                    .filter((member) => member.kind !== "struct" || member.keys.length > 0),
            };
        default:
            return type;
    }
}

/** A struct that is a member of a union has its name behind its keys, with the schema that it is of. */
function memberOf(
    children: Children,
    struct: string,
    path: readonly string[],
    members: readonly string[],
): readonly string[] {
    const tagged = (children.get(path.join(".")) ?? []).find(
        (key) =>
            key.members.length === members.length + 1 &&
            same(key.members.slice(0, -1), members) &&
            key.members.at(-1)?.split(":").at(-1) === struct,
    );
    return tagged?.members ?? members;
}

function same(a: readonly string[], b: readonly string[]): boolean {
    return a.length === b.length && a.every((word, i) => word === b[i]);
}
