import { isObject } from "./values";

/** Property paths without list positions: `emqx.cores.storage.size`. */

export function at(value: unknown, path: string): unknown {
    return path.split(".").reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** The object with a value at a path. Where something else than an object is in the way, that stays, for the check to tell. */
export function withValue(target: unknown, path: string, value: unknown): unknown {
    const [key = "", ...further] = path.split(".");
    if (target !== undefined && !isObject(target)) return target;
    const inner = further.length === 0 ? value : withValue(target?.[key], further.join("."), value);
    return { ...target, [key]: inner };
}

/** Whether a path, which may have list positions, is another one or leads into it. */
export function leadsInto(path: string, outer: string): boolean {
    return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}
