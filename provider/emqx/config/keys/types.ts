import { quoted } from "../../../validation/quoted";
import type { HoconValue } from "../hocon/tree";

/**
 * What EMQX takes for a key: undefined for what it takes, else what to write. Values come as HOCON or, in the
 * environment, as text; a number may be given as text, as EMQX converts it.
 * Source: emqx_schema.erl (`to_duration`, `to_bytesize`, `to_percent`) and emqx/hocon's hocon_postprocess.erl.
 */
export type KeyType = (value: HoconValue) => string | undefined;

export interface Leaf {
    readonly kind: "leaf";
    readonly type: KeyType;
}

/** A block whose keys are all known, those that EMQX hides from its documentation too. */
export interface Struct {
    readonly kind: "struct";
    readonly keys: { readonly [name: string]: Key };
}

/** A block of blocks with names of the user's. */
export interface Named {
    readonly kind: "named";
    readonly each: Key;
}

/** Anything: checked by EMQX alone. */
export interface Open {
    readonly kind: "open";
}

export type Key = Leaf | Struct | Named | Open;

export const open: Open = { kind: "open" };

export function struct(keys: Struct["keys"]): Struct {
    return { kind: "struct", keys };
}

export function named(each: Key): Named {
    return { kind: "named", each };
}

function leaf(type: KeyType): Leaf {
    return { kind: "leaf", type };
}

/** What is written, or undefined for a block, a list and what is not known. */
function scalarOf(value: HoconValue): string | undefined {
    return value.kind === "text" || value.kind === "number" || value.kind === "flag" ? value.text : undefined;
}

/** A type of single values: `fits` sees the text that is written. */
function scalar(fits: (text: string) => boolean, instead: string): Leaf {
    return leaf((value) => {
        const text = scalarOf(value);
        return text !== undefined && fits(text) ? undefined : instead;
    });
}

export const flagType = scalar((text) => text === "true" || text === "false", "write true or false");

export const textType = leaf((value) =>
    scalarOf(value) === undefined ? 'write a text, e.g. "..."' : undefined,
);

export function integer(min: number, max = Number.POSITIVE_INFINITY): Leaf {
    const range = max === Number.POSITIVE_INFINITY ? `of ${min} or more` : `from ${min} to ${max}`;
    return scalar(
        (written) => /^[+-]?\d+$/.test(written) && Number(written) >= min && Number(written) <= max,
        `write a whole number ${range}`,
    );
}

export const number = scalar((written) => /^[+-]?\d*\.?\d+([eE][+-]?\d+)?$/.test(written), "write a number");

export const durationType = scalar(
    (written) => /^(\d+(\.\d+)?(w|d|h|m|s|ms|f))+$/i.test(written) || /^\d+$/.test(written),
    'write a time such as "15s", "5m" or "1h30m" (units d, h, m, s, ms)',
);

export const bytesType = scalar(
    (written) => /^\d+(b|kb|mb|gb)?$/i.test(written),
    'write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB',
);

export const percentType = scalar(
    (written) =>
        /^\d+(\.\d+)?%$/.test(written)
            ? Number.parseFloat(written) <= 100
            : /^(0(\.\d+)?|1(\.0+)?|\.\d+)$/.test(written),
    'write a percentage such as "80%"',
);

/** Source: emqx_limiter_schema.erl, `to_rate`. */
export const rate = scalar(
    (written) => written === "infinity" || /^\d+(b|kb|mb|gb)?(\/\d*(ms|s|m|h|d))?$/i.test(written),
    'write a rate such as "1000/s" or "1MB/s", in double quotes',
);

export function oneOf(...words: readonly string[]): Leaf {
    return scalar(
        (written) => words.includes(written),
        `write ${words.length === 1 ? "" : "one of "}${words.join(", ")}`,
    );
}

/** Any of them; what to write is all that they say. */
export function either(...leaves: readonly Leaf[]): Leaf {
    return leaf((value) => {
        const wrong = leaves.map(({ type }) => type(value));
        return wrong.includes(undefined) ? undefined : wrong.join(", or ");
    });
}

/** A list, or the same with commas in one text, as EMQX takes it. */
export function list(item: Leaf): Leaf {
    return leaf((value) => {
        if (value.kind === "text") return undefined;
        if (value.kind !== "list") return "write a list, e.g. [...]";
        for (const one of value.items) {
            const wrong = one.kind === "computed" ? undefined : item.type(one);
            if (wrong !== undefined) return `in the list ${wrong}`;
        }
        return undefined;
    });
}

/** A list of blocks, or one of them. */
export const blocks = leaf((value) =>
    value.kind === "list" || value.kind === "object" ? undefined : "write a list of blocks, e.g. [{...}]",
);

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
