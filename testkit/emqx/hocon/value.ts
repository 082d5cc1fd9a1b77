/** What EMQX's reader makes of a text: an object keeps the order in which its names first appeared. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | Tree;
export type Tree = ReadonlyMap<string, Value>;

/** A text that EMQX's reader does not take. */
export class HoconRefusal extends Error {
    constructor(
        /** As EMQX calls it. */
        readonly kind: "scan_error" | "parse_error" | "resolve_error" | "concat_error" | "bad_array_index",
        readonly reason: string,
        readonly line?: number,
    ) {
        super(
            line === undefined ? `${kind}: ${reason}` : `{${kind},#{line => ${line},reason => "${reason}"}}`,
        );
    }
}

export function isTree(value: Value | undefined): value is Tree {
    return value instanceof Map;
}

export function isList(value: Value | undefined): value is readonly Value[] {
    return Array.isArray(value);
}

/** What stands at a path of names; undefined where nothing does. */
export function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
    return path.reduce<Value | undefined>((at, name) => (isTree(at) ? at.get(name) : undefined), value);
}

/** The tree with a value at a path of names; what is in the way and no object is replaced. */
export function withValue(tree: Tree, [name, ...rest]: readonly string[], value: Value): Tree {
    if (name === undefined) return tree;
    const below = tree.get(name);
    const next = rest.length === 0 ? value : withValue(isTree(below) ? below : new Map(), rest, value);
    return new Map(tree).set(name, next);
}

/** Equal as Erlang terms: the order of names does not count, `1` and `"1"` are two. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
    if (isTree(one) && isTree(other)) {
        return one.size === other.size && [...one].every(([name, value]) => isSame(value, other.get(name)));
    }
    if (isList(one) && isList(other)) {
        return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
    }
    return one === other;
}
