import * as pulumi from "@pulumi/pulumi";
import type { Problems } from "./problems";

/**
 * Checks of single values. Each takes the value as the user gave it: an Output or a Promise is not known yet
 * and is skipped here (the provider or the API server checks it), `undefined` means the default and is fine.
 */

/** Whether the value can be looked at now: given, and neither an Output nor a Promise. */
export function isPlain<T>(value: pulumi.Input<T> | undefined): value is T {
    return value !== undefined && !pulumi.Output.isInstance(value) && !(value instanceof Promise);
}

/** A member of `enumeration`; JavaScript callers have no compiler that tells them about a misspelling. */
export function checkEnum(
    problems: Problems,
    path: string,
    value: pulumi.Input<string> | undefined,
    enumeration: Record<string, string>,
): void {
    if (!isPlain(value)) return;
    const members = Object.values(enumeration);
    if (members.includes(value)) return;
    const wanted = String(value).toLowerCase();
    const close = members.find(
        (m) => m.toLowerCase() === wanted || m.toLowerCase().startsWith(wanted.slice(0, 3)),
    );
    const hint = close ? `; did you mean "${close}"?` : "";
    problems.add(
        path,
        `is ${JSON.stringify(value)}; write one of ${members.map((m) => `"${m}"`).join(", ")}${hint}`,
    );
}

/** A whole number between `min` and `max`, both included. */
export function checkWhole(
    problems: Problems,
    path: string,
    value: pulumi.Input<number> | undefined,
    min: number,
    max: number,
    unit = "",
): void {
    if (!isPlain(value)) return;
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return;
    const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
    problems.add(
        path,
        `is ${JSON.stringify(value)}; write a whole number ${range}${unit ? ` (${unit})` : ""}`,
    );
}

export function checkBoolean(
    problems: Problems,
    path: string,
    value: pulumi.Input<boolean> | undefined,
): void {
    if (!isPlain(value) || typeof value === "boolean") return;
    problems.add(path, `is ${JSON.stringify(value)}; write true or false, without quotes`);
}

export function checkText(problems: Problems, path: string, value: pulumi.Input<string> | undefined): void {
    if (!isPlain(value)) return;
    if (typeof value === "string" && value.trim() !== "") return;
    problems.add(path, `is ${JSON.stringify(value)}; write a non-empty text, or leave it out`);
}

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A Kubernetes object name that also becomes part of longer names: a DNS label of at most `max` characters. */
export function checkDnsLabel(
    problems: Problems,
    path: string,
    value: pulumi.Input<string> | undefined,
    max = 63,
): void {
    if (!isPlain(value)) return;
    if (typeof value === "string" && value.length <= max && DNS_LABEL.test(value)) return;
    problems.add(
        path,
        `is ${JSON.stringify(value)}; write at most ${max} lower-case letters, digits and "-", beginning and ending with a letter or digit`,
    );
}

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

export function checkQuantity(
    problems: Problems,
    path: string,
    value: pulumi.Input<string> | undefined,
    example: string,
): void {
    if (!isPlain(value) || parseQuantity(value) !== undefined) return;
    problems.add(path, `is ${JSON.stringify(value)}; write a Kubernetes quantity such as "${example}"`);
}

/** Keys that the interface does not have: a misspelt input would otherwise be dropped without a word. */
export function checkKeys(
    problems: Problems,
    path: string,
    value: object | undefined,
    known: readonly string[],
): void {
    if (value === undefined) return;
    if (typeof value !== "object" || Array.isArray(value)) {
        problems.add(
            path === "" ? "args" : path,
            `is ${JSON.stringify(value)}; write an object with ${known.join(", ")}`,
        );
        return;
    }
    for (const key of Object.keys(value)) {
        if (known.includes(key)) continue;
        const at = path === "" ? key : `${path}.${key}`;
        const close = known.find((k) => k.toLowerCase() === key.toLowerCase());
        const hint = close
            ? `did you mean "${close}"?`
            : `the inputs here are ${[...known].sort().join(", ")}`;
        problems.add(at, `is not an input; ${hint}`);
    }
}
