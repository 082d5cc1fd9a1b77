import { also, integerOf, type Leaf, parsed } from "./reading";

const UNITS: { readonly [unit: string]: bigint } = {
    "": 1n,
    b: 1n,
    kb: 1024n,
    mb: 1024n ** 2n,
    gb: 1024n ** 3n,
};

const REMEDY = 'write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB';

/** Bytes of a size; units in small or in capital letters. Source: emqx/hocon, hocon_postprocess.erl, bytesize/1; emqx_schema.erl, to_bytesize. */
export function bytes(text: string): bigint | undefined {
    const [, digits, unit = ""] = /^ *(\d+)(b|B|kb|KB|mb|MB|gb|GB)$/.exec(text) ?? [];
    return digits === undefined ? integerOf(text) : BigInt(digits) * (UNITS[unit.toLowerCase()] as bigint);
}

export const size = parsed(bytes, REMEDY);

/** A size in Erlang's words of 8 bytes. Source: emqx_schema.erl, to_wordsize. */
export const words = parsed((text) => {
    const read = bytes(text);
    return read === undefined ? undefined : read / 8n;
}, REMEDY);

/**
 * A percentage as the fraction that it is. Source: hocon_postprocess.erl, percent/1: what stands in front of the number counts
 * for nothing; emqx_schema.erl, to_percent: a fraction without `%` is taken as it is, of whatever size.
 */
export const percent: Leaf = also(
    parsed((text) => {
        const [, digits = ""] = /([0-9.]+)%$/.exec(text) ?? [];
        if (!/^\d+(\.\d+)?$/.test(digits)) return undefined;
        const read = digits.includes(".") ? Math.round(Number(digits) * 100) / 10_000 : Number(digits) / 100;
        return read <= 1 ? read : undefined;
    }, 'write a percentage such as "80%"'),
    (value) =>
        value.kind === "number" && integerOf(value.text) === undefined ? Number(value.text) : undefined,
);

/** Source: emqx_limiter_schema.erl, to_quota, apply_unit: bytes have no unit here. */
function quota(text: string): bigint | undefined {
    const [, digits, unit = ""] = /^ *(\d+)([a-zA-Z]*) *$/.exec(text) ?? [];
    const factor = unit.toLowerCase() === "b" ? undefined : UNITS[unit.toLowerCase()];
    return digits === undefined || factor === undefined ? undefined : BigInt(digits) * factor;
}

export { quota };
