import assert from "node:assert/strict";
import type { HoconObject, HoconValue } from "../../../../provider/emqx/config/hocon/tree";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A tree as the JSON that EMQX's readings are in; whole numbers beyond JavaScript's own are `{"$int": "..."}`. */
export function jsonOf(value: HoconObject | HoconValue): Json {
    switch (value.kind) {
        case "object":
            return Object.fromEntries(value.fields.map((field) => [nameOf(field.path), jsonOf(field.value)]));
        case "list":
            return value.items.map(jsonOf);
        case "text":
            return value.text;
        case "flag":
            return value.text === "true";
        case "null":
            return null;
        case "number":
            return numberOf(value.text);
        default:
            throw new Error("an evaluated text has no other values");
    }
}

function nameOf(path: readonly string[]): string {
    assert.equal(path.length, 1, "a field of an evaluated text has one name");
    return path[0]!;
}

function numberOf(text: string): Json {
    const number = Number(text);
    if (text.includes(".")) return number;
    if (Number.isSafeInteger(number)) return number + 0;
    return { $int: BigInt(text.replace("+", "")).toString() };
}
