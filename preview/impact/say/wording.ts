import { thousands } from "../../../provider/wording/figures";

/** A count, as people write it. */
export const number = thousands;

/** Small words for sentences. */

export function plural(count: number, one: string, many = `${one}s`): string {
    return count === 1 ? one : many;
}

/** `3 cores`, `1 replicant`. */
export function counted(count: number, one: string, many?: string): string {
    return `${number(count)} ${plural(count, one, many)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], limit = 8): string {
    const shown =
        items.length > limit
            ? [...items.slice(0, limit - 1), `${items.length - limit + 1} more`]
            : [...items];
    const last = shown.pop() ?? "";
    return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** As a sentence begins; names of inputs stay as they are written. */
export function capital(text: string): string {
    const [first = ""] = text.split(" ");
    return /[.:_[]|[a-z][A-Z]/.test(first) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** ` because of a and b`, or nothing. */
export function because(reasons: readonly string[]): string {
    return reasons.length > 0 ? ` because of ${listed(reasons)}` : "";
}
