import { parseQuantity } from "../kubernetes/quantity";
import { withMeant } from "./nearest";
import type { Rule } from "./rules";

/** A Kubernetes quantity. A bare number is one, too, as YAML writes it. */
function quantity(example: string, meant: (text: string) => string | undefined): Rule {
    return (value) => {
        if (typeof value !== "string" && typeof value !== "number")
            return `write a Kubernetes quantity such as "${example}"`;
        if (parseQuantity(String(value)) !== undefined) return undefined;
        return withMeant(`write a Kubernetes quantity such as "${example}"`, meant(String(value).trim()));
    };
}

/** More than any machine has, in vCPUs: whoever writes it means thousandths. */
const MOST_VCPUS = 1024;

/** vCPUs. */
export function vcpus(example: string): Rule {
    const form = quantity(example, (text) => /^(\d+(?:\.\d+)?m?) ?(c|v?cpus?|cores?)$/i.exec(text)?.[1]);
    return (value) => {
        const wrong = form(value);
        if (wrong !== undefined) return wrong;
        return (parseQuantity(String(value)) as number) <= MOST_VCPUS
            ? undefined
            : `write vCPUs such as "${example}", or thousandths such as "500m": this is more than any machine has`;
    };
}

/** Bytes of memory or disk: whoever writes `8` or `500m` means another unit. */
export function bytes(example: string): Rule {
    const form = quantity(example, asKubernetesWrites);
    return (value) => {
        const wrong = form(value);
        if (wrong !== undefined) return wrong;
        return (parseQuantity(String(value)) as number) >= 1024 ** 2
            ? undefined
            : `write a Kubernetes quantity with its unit, such as "${example}": this is less than 1Mi`;
    };
}

/** `16GB`, `16 GiB` and `16gi` are `16Gi` for whoever buys machines: memory and disks are sold in powers of two. */
function asKubernetesWrites(text: string): string | undefined {
    const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([kmgt])i?b?$/i.exec(text) ?? [];
    return amount === undefined || unit === undefined ? undefined : `${amount}${unit.toUpperCase()}i`;
}
