import { parseQuantity } from "../kubernetes/quantity";
import type { Rule } from "./rules";

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
