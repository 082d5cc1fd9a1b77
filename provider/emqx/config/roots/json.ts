import type { HoconField, HoconObject, HoconScalar, HoconValue } from "../hocon/tree";

/** A configuration as JSON: what operators take that know no HOCON. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The roots of a configuration, each as JSON. */
export type Roots = Readonly<Record<string, Json>>;

/** The roots of a text as EMQX reads it; only for one of which nothing is {@link lost}. */
export function rootsOf(object: HoconObject): Roots {
    return members(object);
}

function members({ fields }: HoconObject): Roots {
    // A name like __proto__ is an own property here, and no assignment.
    return Object.fromEntries(fields.map(({ path: [name = ""], value }) => [name, jsonOf(value)]));
}

function jsonOf(value: HoconValue): Json {
    switch (value.kind) {
        case "object":
            return members(value);
        case "list":
            return value.items.map(jsonOf);
        case "computed":
            throw new Error("the values of a text are known");
        default:
            return single(value);
    }
}

function single({ kind, text }: HoconScalar): Json {
    if (kind === "text") return text;
    if (kind === "null") return null;
    // Minus zero is zero for EMQX.
    return kind === "flag" ? text === "true" : Number(text) || 0;
}

/** The tree of roots as they come from an API server or out of a state; what is no JSON counts as not there. */
export function treeOfRoots(roots: unknown): HoconObject {
    const fields = typeof roots === "object" && roots !== null ? Object.entries(roots) : [];
    return { kind: "object", fields: fields.flatMap(([name, value]) => field(name, value)) };
}

function field(name: string, value: unknown): HoconField[] {
    const tree = treeOf(value);
    return tree === undefined ? [] : [{ path: [name], value: tree, line: 0, column: 0 }];
}

function treeOf(value: unknown): HoconValue | undefined {
    if (Array.isArray(value)) return { kind: "list", items: value.flatMap((item) => treeOf(item) ?? []) };
    switch (typeof value) {
        case "string":
            return { kind: "text", text: value, quoted: true };
        case "number":
            return { kind: "number", text: numberText(value), quoted: false };
        case "boolean":
            return { kind: "flag", text: String(value), quoted: false };
        case "object":
            return value === null ? { kind: "null", text: "null", quoted: false } : treeOfRoots(value);
        default:
            return undefined;
    }
}

/** EMQX takes an exponent behind a fraction only. */
function numberText(value: number): string {
    return String(value).replace(/^(-?\d+)e/, "$1.0e");
}
