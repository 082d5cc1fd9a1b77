import type { Rule } from "./rules";

const QUANTITY = /^((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(n|u|m|Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/;
const FACTOR: Record<string, number> = {
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
    Ei: 2 ** 60,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    E: 1e18,
};

/** A Kubernetes quantity ("4", "500m", "8Gi") as a number of its base unit, or undefined when it is none. */
export function parseQuantity(text: string): number | undefined {
    const match = QUANTITY.exec(String(text));
    if (!match?.[1]) return undefined;
    return Number(match[1]) * (match[2] ? (FACTOR[match[2]] ?? 1) : 1);
}

/** A Kubernetes quantity. A bare number is one, too, as YAML writes it. */
export function quantity(example: string): Rule {
    return (value) =>
        (typeof value === "string" || typeof value === "number") && parseQuantity(String(value)) !== undefined
            ? undefined
            : `write a Kubernetes quantity such as "${example}"`;
}

/** Bytes of memory or disk: whoever writes `8` or `500m` means another unit. */
export function bytes(example: string): Rule {
    const form = quantity(example);
    return (value) => {
        const wrong = form(value);
        if (wrong !== undefined) return wrong;
        return (parseQuantity(String(value)) as number) >= 1024 ** 2
            ? undefined
            : `write a Kubernetes quantity with its unit, such as "${example}": this is less than 1Mi`;
    };
}
