import { HoconRefusal, isList, isTree, type Tree, type Value } from "./value";

/**
 * One value on top of another: objects name by name, else the later one. An object whose names are all numbers changes a list in
 * place. Source: hocon_maps.erl, deep_merge (hocon 0.43.1, 0.44.0).
 */
export function deepMerge(base: Value | undefined, top: Value): Value {
    if (isTree(base) && isTree(top)) {
        const merged = new Map(base);
        for (const [name, value] of top) merged.set(name, deepMerge(base.get(name), value));
        return merged;
    }
    return isList(base) && isTree(top) && [...top.keys()].every(isIndex) ? changedList(base, top) : top;
}

/** Source: hocon_util.erl, is_array_index: whatever Erlang reads as an integer. */
export function isIndex(name: string): boolean {
    return /^[+-]?\d+$/.test(name);
}

function changedList(base: readonly Value[], top: Tree): Value[] {
    const list = [...base];
    const byIndex = [...top].map(([name, value]) => [Number(name), value] as const).sort(([a], [b]) => a - b);
    for (const [index, value] of byIndex) {
        if (index < 1) throw new HoconRefusal("bad_array_index", "index starts from 1");
        if (index > list.length + 1) {
            throw new HoconRefusal("bad_array_index", `should not be greater than ${list.length + 1}.`);
        }
        list[index - 1] = deepMerge(list[index - 1] ?? new Map(), value);
    }
    return list;
}
