import { at } from "../../provider/emqx/lines/line/plainObject";

/** A field that the live object and the one of the inputs say otherwise. */
export interface Difference {
    /** Below the object. */
    readonly path: readonly string[];
    /** Undefined where the live object has none. */
    readonly live: unknown;
    /** The inputs' object says something here, if another thing. */
    readonly written: boolean;
}

/**
 * Where two objects differ, lists as a whole. Nothing is the same as zero: Go leaves out what is empty when it writes a whole
 * object, as the operator does.
 */
export function differencesOf(live: unknown, written: unknown, path: readonly string[] = []): Difference[] {
    if (isZero(live) && isZero(written)) return [];
    if (isMap(live) && isMap(written)) {
        const keys = [...new Set([...Object.keys(live), ...Object.keys(written)])];
        return keys.flatMap((key) => differencesOf(at(live, key), at(written, key), [...path, key]));
    }
    if (same(live, written)) return [];
    return [{ path, live, written: written !== undefined }];
}

function same(live: unknown, written: unknown): boolean {
    if (Array.isArray(live) && Array.isArray(written)) {
        return (
            live.length === written.length &&
            live.every((item, i) => differencesOf(item, written[i]).length === 0)
        );
    }
    return live === written;
}

function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isZero(value: unknown): boolean {
    if (value === undefined || value === null || value === 0 || value === "" || value === false) return true;
    return typeof value === "object" && Object.values(value).every(isZero);
}

/** The written object with the live one's fields in it: what the printed program sends. */
export function withKept(written: unknown, differences: readonly Difference[]): unknown {
    return differences.reduce((object, { path, live }) => withValue(object, path, live), written);
}

function withValue(object: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
    if (key === undefined) return value;
    const { [key]: inner, ...others } = (isMap(object) ? object : {}) as Record<string, unknown>;
    const next = withValue(inner, rest, value);
    return next === undefined ? others : { ...others, [key]: next };
}
