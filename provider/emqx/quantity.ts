import * as pulumi from "@pulumi/pulumi";

/**
 * A Kubernetes quantity as the operator writes it back: `2Gi` for `2048Mi`, `500m` for `0.5`. The operator writes its object
 * through Go types, and whatever it spells otherwise is its own from then on: the next change of ours would be refused as a
 * conflict. What is no quantity comes back as it is, for the API server to refuse.
 */
export function canonicalQuantity(text: string): string {
    const match = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?(n|u|m|k|M|G|T|P|E|[KMGTPE]i)?$/.exec(text.trim());
    const [, whole = "", fraction = "", exponent = "0", suffix = ""] = match ?? [];
    const unit = UNITS[suffix];
    if (match === null || whole + fraction === "" || unit === undefined) return text;
    const nanos = scaled(BigInt(whole + fraction) * unit, Number(exponent) - fraction.length);
    const binary = suffix.endsWith("i") && nanos >= 1024n * ONE;
    const value = binary ? ((nanos + ONE - 1n) / ONE) * ONE : nanos;
    if (value === 0n) return "0";
    // Bytes that are no multiple of 1,024 are read as decimal the next time.
    const [name, size] = largest(value, (unit) => binary && unit.endsWith("i")) ??
        largest(value, (unit) => !unit.endsWith("i")) ?? ["n", 1n];
    return `${value / size}${name}`;
}

/** The same for an input that may not be known yet. */
export function canonical(quantity: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
    if (quantity === undefined || typeof quantity === "string") {
        return quantity === undefined ? undefined : canonicalQuantity(quantity);
    }
    return pulumi.output(quantity).apply((known) => canonicalQuantity(String(known)));
}

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
