import type { Joined, JoinedField } from "./join";
import { HoconError } from "./tokens";
import type { HoconField, HoconScalar, HoconValue, Place } from "./tree";

/** Values with one field a name. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon.erl (`do_transform`, `merge`), src/hocon_maps.erl. */

type Value = HoconScalar | List | Block;

interface List {
    readonly kind: "list";
    readonly items: readonly Value[];
}

interface Block {
    readonly kind: "object";
    readonly fields: ReadonlyMap<string, Field>;
}

interface Field extends Place {
    readonly value: Value;
}

/** Fields in the order in which their names first stand; of the same name, blocks are merged and else the last one counts. */
export function mergedFields(fields: readonly JoinedField[]): HoconField[] {
    return outside(block(fields));
}

function block(fields: readonly JoinedField[]): Block {
    const merged = new Map<string, Field>();
    for (const { name, value, line, column } of fields) {
        if (value.kind === "dropped") continue;
        const own = plain(value);
        const old = merged.get(name);
        if (old === undefined || own.kind !== "object") merged.set(name, { value: own, line, column });
        else merged.set(name, over(old, { value: own, line, column }));
    }
    return { kind: "object", fields: merged };
}

function plain(value: Exclude<Joined, { kind: "dropped" }>): Value {
    if (value.kind === "object") return block(value.fields);
    if (value.kind !== "list") return value;
    return {
        kind: "list",
        items: value.items.flatMap((item) => (item.kind === "dropped" ? [] : plain(item))),
    };
}

/** A block of numbers changes a list in place; else blocks are merged, and all other values replaced. */
function over(old: Field | undefined, top: Field): Field {
    const [base, value] = [old?.value, top.value];
    if (old === undefined || value.kind !== "object") return top;
    if (base?.kind === "list" && isIndexed(value)) return { ...old, value: changed(base, value) };
    if (base?.kind !== "object") return top;
    const fields = new Map(base.fields);
    for (const [name, field] of value.fields) fields.set(name, over(fields.get(name), field));
    return { ...old, value: { kind: "object", fields } };
}

/** What Erlang's `binary_to_integer` reads. */
const INDEX = /^[+-]?[0-9]+$/;

function isIndexed({ fields }: Block): boolean {
    return [...fields.keys()].every((name) => INDEX.test(name));
}

function changed(list: List, { fields }: Block): List {
    const items = [...list.items];
    const changes = [...fields]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, field]) => [Number(name), field] as const)
        .sort(([a], [b]) => a - b);
    for (const [index, field] of changes) {
        if (index < 1 || index > items.length + 1) throw noItem(index, items.length, field);
        const item = items[index - 1] ?? { kind: "object", fields: new Map<string, Field>() };
        items[index - 1] = over({ ...field, value: item }, field).value;
    }
    return { kind: "list", items };
}

function noItem(index: number, length: number, { line, column }: Place): HoconError {
    const reason = `there is no item ${index} in a list of ${length}; write a number from 1 to ${length + 1}`;
    return new HoconError(line, column, reason);
}

function outside({ fields }: Block): HoconField[] {
    return [...fields].map(([name, { value, line, column }]) => ({
        path: [name],
        value: outsideValue(value),
        line,
        column,
    }));
}

function outsideValue(value: Value): HoconValue {
    if (value.kind === "object") return { kind: "object", fields: outside(value) };
    if (value.kind === "list") return { kind: "list", items: value.items.map(outsideValue) };
    return value;
}
