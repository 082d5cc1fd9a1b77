/** A HOCON text as a tree, with the line of everything. */

export interface HoconField {
    /** `a.b` is two names, `"a.b"` is one. */
    readonly path: readonly string[];
    readonly value: HoconValue;
    readonly line: number;
}

export interface HoconObject {
    readonly kind: "object";
    readonly fields: readonly HoconField[];
}

export interface HoconList {
    readonly kind: "list";
    readonly items: readonly HoconValue[];
}

/** A single value as it is written, quotes apart. */
export interface HoconScalar {
    readonly kind: "text" | "number" | "flag" | "null";
    readonly text: string;
    readonly quoted: boolean;
}

/** What is made of other values, and not computed here. */
export interface HoconComputed {
    readonly kind: "computed";
}

export type HoconValue = HoconObject | HoconList | HoconScalar | HoconComputed;

/** One value of the text, wherever it stands. */
export interface HoconLeaf {
    readonly path: readonly string[];
    readonly value: Exclude<HoconValue, HoconObject | HoconList>;
    readonly line: number;
}

/** All single values; those of a list have its position in their path, as EMQX writes it. */
export function leavesOf(object: HoconObject, path: readonly string[] = []): HoconLeaf[] {
    return object.fields.flatMap((field) => leaves(field.value, [...path, ...field.path], field.line));
}

function leaves(value: HoconValue, path: readonly string[], line: number): HoconLeaf[] {
    if (value.kind === "object") return leavesOf(value, path);
    if (value.kind === "list")
        return value.items.flatMap((item, i) => leaves(item, [...path, `${i + 1}`], line));
    return [{ path, value, line }];
}
