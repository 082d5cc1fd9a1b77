import { quoted } from "../../../validation/quoted";
import type { HoconField, HoconValue } from "../hocon/tree";

/** Values of an evaluated text, as the check of keys looks at them. */

export function nameOf(field: HoconField): string {
    return field.path.join(".");
}

/** Items with their positions; of a block only where these follow each other from 1. */
export function itemsOf(value: HoconValue): (readonly [string, HoconValue])[] | undefined {
    if (value.kind === "list") return value.items.map((item, i) => [`${i + 1}`, item] as const);
    if (value.kind !== "object") return undefined;
    const fields = value.fields.map((field) => [nameOf(field), field.value] as const);
    if (!fields.every(([name]) => /^\+?0*[1-9]\d*$/.test(name))) return undefined;
    const sorted = fields.sort(([a], [b]) => Number(a) - Number(b));
    return sorted.every(([name], i) => Number(name) === i + 1) ? sorted : undefined;
}

/** A value of HOCON as a sentence quotes it. */
export function written(value: HoconValue): string {
    switch (value.kind) {
        case "object":
            return "a block";
        case "list":
            return "a list";
        case "text":
            return quoted(value.text);
        case "computed":
            return "computed";
        default:
            return value.text;
    }
}
