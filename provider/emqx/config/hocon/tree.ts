/** A HOCON text as EMQX reads it: one name a field, one value a name, with the place of everything. */

/** Where something stands in a text, both from 1; 0 for what stands in none. */
export interface Place {
    readonly line: number;
    readonly column: number;
}

export interface HoconField extends Place {
    /** One name of an evaluated text: `a.b = 1` is a field `a` with a field `b`, and `"a.b" = 1` one field. */
    readonly path: readonly string[];
    readonly value: HoconValue;
}

export interface HoconObject {
    readonly kind: "object";
    readonly fields: readonly HoconField[];
}

export interface HoconList {
    readonly kind: "list";
    readonly items: readonly HoconValue[];
}

/** A single value as it is written, quotes apart. A number with a unit is a text, as EMQX has it. */
export interface HoconScalar {
    readonly kind: "text" | "number" | "flag" | "null";
    readonly text: string;
    readonly quoted: boolean;
    /** Where it stands; an item of a list has no field to say so. */
    readonly place?: Place;
}

/** What is not known, e.g. the value of a variable that is an Output. */
export interface HoconComputed {
    readonly kind: "computed";
}

export type HoconValue = HoconObject | HoconList | HoconScalar | HoconComputed;

/** One value of the text, wherever it stands. */
export interface HoconLeaf extends Place {
    readonly path: readonly string[];
    readonly value: Exclude<HoconValue, HoconObject | HoconList>;
}

/** All single values; those of a list have its position in their path, as EMQX writes it. */
export function leavesOf(object: HoconObject, path: readonly string[] = []): HoconLeaf[] {
    return object.fields.flatMap((field) => leaves(field.value, [...path, ...field.path], field));
}

function leaves(value: HoconValue, path: readonly string[], place: Place): HoconLeaf[] {
    if (value.kind === "object") return leavesOf(value, path);
    if (value.kind === "list")
        return value.items.flatMap((item, i) => leaves(item, [...path, `${i + 1}`], placeOf(item) ?? place));
    const { line, column } = place;
    return [{ path, value, line, column }];
}

function placeOf(value: HoconValue): Place | undefined {
    return "place" in value ? value.place : undefined;
}
