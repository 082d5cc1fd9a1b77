/** Small words for sentences. */

export function plural(count: number, one: string, many = `${one}s`): string {
    return count === 1 ? one : many;
}

/** `3 cores`, `1 replicant`. */
export function counted(count: number, one: string, many?: string): string {
    return `${number(count)} ${plural(count, one, many)}`;
}

export function number(value: number): string {
    return Math.round(value).toLocaleString("en-US");
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

export function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What several headings have in common said once: `pool a replaced`, `pool b replaced` is `pool a and b replaced`. */
export function together(texts: readonly string[], limit = 4): string {
    const different = [...new Set(texts)];
    const words = different.map((text) => text.split(" "));
    const shortest = Math.min(...words.map(({ length }) => length));
    const same = (of: (list: string[]) => string | undefined) => new Set(words.map(of)).size === 1;
    let start = 0;
    while (start < shortest - 1 && same((list) => list[start])) start++;
    let end = 0;
    while (end < shortest - 1 - start && same((list) => list.at(-1 - end))) end++;
    if (different.length < 2 || start + end === 0) return listed(different, limit);
    const middles = words.map((list) => list.slice(start, list.length - end).join(" "));
    const first = words[0] ?? [];
    return [...first.slice(0, start), listed(middles, limit), ...first.slice(first.length - end)].join(" ");
}
