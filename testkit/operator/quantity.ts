/**
 * A quantity as Kubernetes' Go types write it: `2048Mi` becomes `2Gi`, `0.5` becomes `500m`. What is written so
 * has another value than what was applied, and the field belongs to the writer from then on.
 */
export function canonicalQuantity(text: string): string {
    const match = /^([+-]?)(\d*)\.?(\d*)([numkMGTPE]|[KMGTPE]i|e[+-]?\d+)?$/.exec(text.trim());
    if (match === null) return text;
    const [, sign, whole = "", fraction = "", suffix = ""] = match;
    const digits = BigInt(`${whole}${fraction}` || "0");
    const isBinary = suffix.endsWith("i");
    const exponent = isBinary ? 0 : suffix.startsWith("e") ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0);
    const factor = isBinary ? 1024n ** BigInt(BINARY.indexOf(suffix)) : 1n;
    const nanos = shift(digits * factor, exponent + 9 - fraction.length);
    return `${sign === "-" && nanos !== 0n ? "-" : ""}${isBinary ? binary(nanos) : decimal(nanos)}`;
}

const DECIMAL: Readonly<Record<string, number>> = {
    n: -9,
    u: -6,
    m: -3,
    "": 0,
    k: 3,
    M: 6,
    G: 9,
    T: 12,
    P: 15,
    E: 18,
};
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** Times a power of ten, rounded up: Kubernetes keeps billionths. */
function shift(value: bigint, exponent: number): bigint {
    if (exponent >= 0) return value * 10n ** BigInt(exponent);
    const divisor = 10n ** BigInt(-exponent);
    return (value + divisor - 1n) / divisor;
}

function decimal(nanos: bigint): string {
    if (nanos === 0n) return "0";
    const suffixes = Object.entries(DECIMAL).reverse();
    for (const [suffix, exponent] of suffixes) {
        const unit = 10n ** BigInt(exponent + 9);
        if (nanos % unit === 0n) return `${nanos / unit}${suffix}`;
    }
    return `${nanos}n`;
}

function binary(nanos: bigint): string {
    if (nanos < 1024n * 10n ** 9n) return decimal(nanos);
    let value = shift(nanos, -9);
    let power = 0;
    while (value % 1024n === 0n && power < BINARY.length - 1) {
        value /= 1024n;
        power++;
    }
    return `${value}${BINARY[power]}`;
}
