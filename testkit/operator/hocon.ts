import { GoParser } from "./goHocon/parser";
import { resolved } from "./goHocon/references";
import type { GoValue } from "./goHocon/value";

/**
 * What operator 2.2.29 reads of a text: each simple value under its full path, lists as text. Throws a `GoRefusal` where its reader
 * refuses, and an `OperatorPanic` where that ends the operator.
 */
export function hoconValues(text: string): Map<string, string> {
    const values = new Map<string, string>();
    const root = new GoParser(text).parse();
    if (root.kind === "object") collect(resolved(root), [], values);
    return values;
}

function collect(value: GoValue, path: readonly string[], values: Map<string, string>): void {
    if (value.kind !== "object") values.set(path.join("."), textOf(value));
    else for (const [key, inside] of value.fields) collect(inside, [...path, key], values);
}

function textOf(value: GoValue): string {
    switch (value.kind) {
        case "simple":
            return value.text;
        case "joined":
            return value.parts.map(textOf).join("");
        case "array":
            return `[${value.items.map(textOf).join(",")}]`;
        default:
            return "";
    }
}

/** The port of a listener's `bind`, which is a port or an address with one; 0 for none. */
export function bindPort(bind: string): number {
    return Number(bind.slice(bind.lastIndexOf(":") + 1)) || 0;
}
