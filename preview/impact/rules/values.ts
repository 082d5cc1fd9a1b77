import { parsePath } from "../../changes/path";
import { isOutput, isSecret, UNKNOWN, type Wire, type WireObject } from "../../monitor/wire";

/** Looking into inputs: what is a secret or not known yet counts as not there, since nothing can be said of it. */

/** The value at a path of keys, or undefined. */
export function at(value: Wire | undefined, ...path: readonly string[]): Wire | undefined {
    let current = plain(value);
    for (const key of path) {
        if (typeof current !== "object" || current === null || Array.isArray(current)) return undefined;
        current = plain(Object.hasOwn(current, key) ? current[key] : undefined);
    }
    return current;
}

/** Without the marks of an output; undefined for secrets and unknowns. */
function plain(value: Wire | undefined): Wire | undefined {
    if (value === undefined || value === UNKNOWN || isSecret(value)) return undefined;
    if (isOutput(value)) return value.secret || value.value === undefined ? undefined : plain(value.value);
    return value;
}

/** All of it without the marks of outputs; what is a secret or not known yet is left out. */
export function plainObject(value: Wire | undefined): unknown {
    const found = plain(value);
    if (Array.isArray(found)) return found.map(plainObject);
    if (typeof found !== "object" || found === null) return found;
    return Object.fromEntries(Object.entries(found).map(([key, inner]) => [key, plainObject(inner)]));
}

export function textAt(value: Wire | undefined, ...path: readonly string[]): string | undefined {
    const found = at(value, ...path);
    return typeof found === "string"
        ? found
        : typeof found === "number" || typeof found === "boolean"
          ? String(found)
          : undefined;
}

/** A number, also where it is written as text, as some providers want it. */
export function numberAt(value: Wire | undefined, ...path: readonly string[]): number | undefined {
    const found = at(value, ...path);
    if (typeof found === "number") return found;
    return typeof found === "string" && /^\d+(\.\d+)?$/.test(found) ? Number(found) : undefined;
}

export function objectAt(value: Wire | undefined, ...path: readonly string[]): WireObject | undefined {
    const found = at(value, ...path);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? found : undefined;
}

export function listAt(value: Wire | undefined, ...path: readonly string[]): Wire[] {
    const found = at(value, ...path);
    return Array.isArray(found) ? found : [];
}

/** The names in a Pulumi property path: `spec.ports[0].port` has `spec`, `ports`, `0`, `port`. */
export function pathNames(path: string): string[] {
    return parsePath(path).map(String);
}
