import { deepMerge } from "./merge";
import { type Field, type Item, NOTHING, type Node } from "./parse";
import { HoconRefusal, isTree, type Tree, type Value } from "./value";

/** What a parsed text means: references, then joined values, then names that come twice. Source: hocon.erl (0.43.1, 0.44.0). */
export function evaluate(root: Node): Tree {
    return treeOf(fieldsOf(join(resolve(root))));
}

/** Replaces one reference after the other, each by what the whole text says of it by then. Source: resolve/1. */
function resolve(root: Node): Node {
    let at = root;
    for (;;) {
        const step = resolveOne(at, itemsOf(at));
        if (step === "settled") return at;
        if (Array.isArray(step)) {
            throw new HoconRefusal("resolve_error", `failed_to_resolve ${step.join(", ")}`);
        }
        at = step as Node;
    }
}

/** The item with one reference replaced, names that cannot be, or that there is nothing to do. */
function resolveOne(item: Item, root: readonly Item[]): Item | string[] | "settled" {
    if (item.kind === "reference") {
        const found = lookUp(item.path, root, undefined);
        return found ?? (item.isOptional ? NOTHING : [item.path.join(".")]);
    }
    if (item.kind === "field") {
        const step = resolveOne(item.value, root);
        return isStep(step) ? { ...item, value: step as Node } : step;
    }
    if (item.kind !== "object" && item.kind !== "array" && item.kind !== "concat") return "settled";
    const open: string[] = [];
    for (const [i, each] of item.items.entries()) {
        const step = resolveOne(each, root);
        if (isStep(step)) {
            return { ...item, items: item.items.map((kept, index) => (index === i ? step : kept)) };
        }
        if (Array.isArray(step)) open.push(...step);
    }
    return open.length > 0 ? open : "settled";
}

function isStep(step: Item | string[] | "settled"): step is Item {
    return step !== "settled" && !Array.isArray(step);
}

function lookUp(path: readonly string[], items: readonly Item[], before: Node | undefined): Node | undefined {
    const [name, ...rest] = path;
    let found = before;
    for (const item of items) {
        if (item.kind === "field" && item.name === name && !item.isQuoted) {
            if (rest.length > 0) found = lookUp(rest, itemsOf(item.value), found);
            else if (isResolved(item.value)) found = mergedForLookUp(found, item.value);
        } else if (item.kind === "concat" || item.kind === "object") found = lookUp(path, item.items, found);
    }
    return found;
}

/** Nothing of it waits for a reference. Source: is_resolved/1, which looks in an empty text. */
function isResolved(item: Item): boolean {
    if (item.kind === "reference") return false;
    if (item.kind === "field") return isResolved(item.value);
    return !("items" in item) || item.items.every(isResolved);
}

function mergedForLookUp(before: Node | undefined, now: Node): Node {
    const isObject = (node: Node | undefined): boolean => {
        const [first] = node?.kind === "concat" ? node.items : [];
        return first?.kind === "concat" ? isObject(first) : first?.kind === "object";
    };
    return isObject(before) && isObject(now)
        ? { kind: "concat", items: [...itemsOf(before as Node), ...itemsOf(now)] }
        : now;
}

/** Joins the parts of each value. Source: concat/1. */
function join(root: Node): Node {
    return { kind: "object", items: itemsOf(root).map(joinItem) };
}

function joinItem(item: Item): Item {
    if (item.kind === "concat") return joinParts(item.items);
    if (item.kind !== "field") return item;
    const value = joinItem(item.value);
    return { ...item, value: value as Node };
}

function joinParts(parts: readonly Item[]): Item {
    if (parts.every(({ kind }) => kind === "nothing")) return NOTHING;
    const joined = parts.filter(({ kind }) => kind !== "nothing").flatMap(partOf);
    const [first] = joined;
    if (first === undefined) return { kind: "object", items: [] };
    if (joined.every((part): part is Field => part.kind === "field"))
        return { kind: "object", items: joined };
    if (joined.every(({ kind }) => kind === "text")) {
        return { kind: "text", value: joined.map((part) => (part as { value: string }).value).join("") };
    }
    if (joined.every(({ kind }) => kind === "array")) {
        return { kind: "array", items: joined.flatMap((part) => itemsOf(part as Node)) };
    }
    if (joined.length === 1) return first;
    throw new HoconRefusal("concat_error", "failed_to_concat");
}

function partOf(part: Item): Item[] {
    switch (part.kind) {
        case "array":
            return [{ kind: "array", items: part.items.map(joinItem) }];
        case "object":
            return part.items.map(joinItem);
        case "concat":
            return partOf(joinParts(part.items));
        case "field":
            return [joinItem(part)];
        default:
            return [part];
    }
}

function fieldsOf(node: Node): Field[] {
    return itemsOf(node).filter(
        (item): item is Field => item.kind === "field" && (item.value as Item).kind !== "nothing",
    );
}

/** Source: do_transform/3: an object on top of what the name has already is merged, all else takes its place. */
function treeOf(fields: readonly Field[]): Tree {
    const tree = new Map<string, Value>();
    for (const { name, value } of fields) {
        const next = plainValue(value);
        tree.set(name, isTree(next) && tree.has(name) ? deepMerge(tree.get(name), next) : next);
    }
    return tree;
}

function plainValue(node: Node): Value {
    switch (node.kind) {
        case "object":
            return treeOf(fieldsOf(node));
        case "array":
            return node.items
                .filter(({ kind }) => kind !== "nothing")
                .map((item) => plainValue(item as Node));
        case "text":
        case "scalar":
            return node.value;
        default:
            throw new HoconRefusal("concat_error", `a ${node.kind} is left`);
    }
}

function itemsOf(node: Node): readonly Item[] {
    return "items" in node ? node.items : [];
}
