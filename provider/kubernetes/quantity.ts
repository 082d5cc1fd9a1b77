/** Kubernetes quantities ("4", "500m", "8Gi"): the one place that knows their grammar. Source: apimachinery, pkg/api/resource. */

/** No amount of anything needs an exponent of three digits, and a power with one takes for ever to work out. */
const QUANTITY = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,2}))?(n|u|m|k|M|G|T|P|E|[KMGTPE]i)?$/;

/** Kubernetes counts in billionths. */
const ONE = 1_000_000_000n;

/** In billionths, in ascending order within decimal and binary units. */
const UNITS: Record<string, bigint> = {
    n: 1n,
    u: 1_000n,
    m: 1_000_000n,
    "": ONE,
    k: ONE * 10n ** 3n,
    M: ONE * 10n ** 6n,
    G: ONE * 10n ** 9n,
    T: ONE * 10n ** 12n,
    P: ONE * 10n ** 15n,
    E: ONE * 10n ** 18n,
    Ki: ONE * 1024n,
    Mi: ONE * 1024n ** 2n,
    Gi: ONE * 1024n ** 3n,
    Ti: ONE * 1024n ** 4n,
    Pi: ONE * 1024n ** 5n,
    Ei: ONE * 1024n ** 6n,
};

/** A quantity as a number of its base unit, cores or bytes, or undefined when it is none. */
export function parseQuantity(text: string): number | undefined {
    const quantity = read(text);
    // The whole part apart, which is exact as a number where all billionths together are not.
    return quantity && Number(quantity.nanos / ONE) + Number(quantity.nanos % ONE) / Number(ONE);
}

/**
 * A quantity as a controller in Go writes it back: `2Gi` for `2048Mi`, `500m` for `0.5`. What is no quantity comes back as it
 * is, for the API server to refuse.
 */
export function canonicalQuantity(text: string): string {
    const quantity = read(text);
    if (quantity === undefined) return text;
    const { nanos, suffix } = quantity;
    const binary = suffix.endsWith("i") && nanos >= 1024n * ONE;
    const value = binary ? ((nanos + ONE - 1n) / ONE) * ONE : nanos;
    if (value === 0n) return "0";
    // Bytes that are no multiple of 1,024 are read as decimal the next time.
    const [name, size] = largest(value, (unit) => binary && unit.endsWith("i")) ??
        largest(value, (unit) => !unit.endsWith("i")) ?? ["n", 1n];
    return `${value / size}${name}`;
}

function read(text: string): { nanos: bigint; suffix: string } | undefined {
    const match = QUANTITY.exec(text);
    const [, whole = "", fraction = "", exponent = "0", suffix = ""] = match ?? [];
    const unit = UNITS[suffix];
    if (match === null || whole + fraction === "" || unit === undefined) return undefined;
    return { nanos: scaled(BigInt(whole + fraction) * unit, Number(exponent) - fraction.length), suffix };
}

function largest(value: bigint, among: (unit: string) => boolean): [string, bigint] | undefined {
    const units = Object.entries(UNITS).filter(([unit]) => among(unit));
    return units.reverse().find(([, size]) => value % size === 0n);
}

/** Times a power of ten; Kubernetes keeps billionths and rounds up. */
function scaled(value: bigint, exponent: number): bigint {
    if (exponent >= 0) return value * 10n ** BigInt(exponent);
    const divisor = 10n ** BigInt(-exponent);
    return (value + divisor - 1n) / divisor;
}
