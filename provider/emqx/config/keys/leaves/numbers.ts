import { erlangInteger } from "./erlang";
import { also, integerOf, type Leaf, parsed, Refused } from "./reading";

/**
 * Whole numbers with bounds. EMQX reads their texts as Erlang terms.
 * Source: ieQu1/typerefl, typerefl.erl (string_to_term, range); 0.9.1 of EMQX 5.7, 0.9.6 of EMQX 5.8.
 */
export function range(from: bigint, to: bigint | undefined): Leaf {
    const bounds = to === undefined ? `of ${from} or more` : `from ${from} to ${to}`;
    return parsed((text) => {
        const number = erlangInteger(text);
        return number !== undefined && number >= from && (to === undefined || number <= to)
            ? number
            : undefined;
    }, `write a whole number ${bounds}`);
}

/** `0..65535`, `1..inf` */
export function rangeNamed(name: string): Leaf | undefined {
    const [, from, to] = /^(\d+)\.\.(\d+|inf)$/.exec(name) ?? [];
    if (from === undefined) return undefined;
    return range(BigInt(from), to === "inf" || to === undefined ? undefined : BigInt(to));
}

export const integer = parsed((text) => integerOf(text.trim()), "write a whole number");

/** Source: typerefl.erl, to_number, to_float: a fraction needs digits on both sides of its point. */
function fraction(text: string): number | undefined {
    return /^[+-]?\d+\.\d+([eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

const written = (value: Parameters<Leaf["reads"]>[0]) =>
    value.kind === "number" && integerOf(value.text) === undefined ? Number(value.text) : undefined;

export const number = also(
    parsed((text) => integerOf(text.trim()) ?? fraction(text), "write a number"),
    written,
);

export const float = also(parsed(fraction, "write a number with a fraction, e.g. 1.5"), written);

/** Source: typerefl.erl, to_boolean: blanks around are none of its. */
export const flag: Leaf = {
    reads(value) {
        const text = value.kind === "flag" || value.kind === "text" ? value.text.trim() : undefined;
        if (text === "true" || text === "false") return text === "true";
        return new Refused("write true or false");
    },
};

/** QUIC's switches are numbers inside: 1 is on. Source: emqx_schema.erl, quic_feature_toggle. */
export const quicToggle: Leaf = also(flag, (value) => {
    const number = value.kind === "number" ? integerOf(value.text) : undefined;
    return number === 0n || number === 1n ? number === 1n : undefined;
});
