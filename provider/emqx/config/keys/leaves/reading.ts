import type { HoconValue } from "../../hocon/tree";

/**
 * What EMQX makes of a value: a whole number is a bigint, a number with a fraction a number, words and texts are texts.
 * What is not known here, e.g. behind a reference, is {@link UNKNOWN}.
 */
export type Reading =
    | string
    | bigint
    | number
    | boolean
    | typeof UNKNOWN
    | readonly Reading[]
    | { readonly [key: string]: Reading };

export const UNKNOWN: unique symbol = Symbol("not known");

/** Why a value is not taken: what to write instead. */
export class Refused {
    constructor(
        public readonly remedy: string,
        /** EMQX takes it: the name of the kind in stricter.ts. */
        public readonly stricter?: string,
        /** The key inside the block that is meant. */
        public readonly key?: string,
    ) {}
}

/** A type of single values. */
export interface Leaf {
    reads(value: HoconValue): Reading | Refused;
}

/** The text that a value comes to a type as: EMQX writes a whole number as text first. Source: emqx/hocon, hocon_schema_builtin.erl. */
export function textOf(value: HoconValue): string | undefined {
    if (value.kind === "text") return value.text;
    if (value.kind === "list") return charactersOf(value.items);
    return value.kind === "number" ? integerOf(value.text)?.toString() : undefined;
}

/** Erlang has lists of characters for texts. */
function charactersOf(items: readonly HoconValue[]): string | undefined {
    const codes = items.map((item) =>
        item.kind === "number" ? Number(integerOf(item.text) ?? Number.NaN) : Number.NaN,
    );
    return codes.every((code) => code >= 0 && code <= 0x10ffff) ? String.fromCodePoint(...codes) : undefined;
}

/** A whole number as HOCON has it: a sign, digits, leading zeros. */
export function integerOf(text: string): bigint | undefined {
    const [, sign, digits] = /^([+-]?)(\d+)$/.exec(text) ?? [];
    if (digits === undefined) return undefined;
    return sign === "-" ? -BigInt(digits) : BigInt(digits);
}

/** A leaf whose texts are parsed; everything else is refused. */
export function parsed(parse: (text: string) => Reading | undefined, remedy: string): Leaf {
    return {
        reads(value) {
            const text = textOf(value);
            return (text === undefined ? undefined : parse(text)) ?? new Refused(remedy);
        },
    };
}

/** A leaf that takes one kind of value more than `leaf` does. */
export function also(leaf: Leaf, takes: (value: HoconValue) => Reading | undefined): Leaf {
    return { reads: (value) => takes(value) ?? leaf.reads(value) };
}

/** A value as it is written, read without a type. */
export function plainReading(value: HoconValue): Reading {
    switch (value.kind) {
        case "object":
            return Object.fromEntries(
                value.fields
                    .filter((field) => field.value.kind !== "null")
                    .map((field) => [field.path.join("."), plainReading(field.value)]),
            );
        case "list":
            return value.items.map(plainReading);
        case "flag":
            return value.text === "true";
        case "number":
            return integerOf(value.text) ?? Number(value.text);
        case "null":
            return "null";
        case "text":
            return value.text;
        case "computed":
            return UNKNOWN;
    }
}

export function isBlock(reading: Reading | undefined): reading is { readonly [key: string]: Reading } {
    return typeof reading === "object" && !Array.isArray(reading);
}
