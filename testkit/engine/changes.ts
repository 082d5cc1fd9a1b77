import { mapMembers, type Wire, type WireObject } from "../../preview/monitor/wire";

/** Without members that are null, which providers of ours take for left out. */
export function withoutNulls(value: Wire): Wire {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return mapMembers(Object.fromEntries(members), withoutNulls);
}

/** Paths (`spec.ports[0].port`) at which two values differ. */
export function changedPaths(before: Wire | undefined, after: Wire | undefined, path = ""): string[] {
    if (isComposite(before) && isComposite(after) && Array.isArray(before) !== Array.isArray(after))
        return [path];
    if (!isComposite(before) && !isComposite(after)) return before === after ? [] : [path];
    const [old, now] = [membersOf(before, path), membersOf(after, path)];
    const keys = [...new Set([...old.keys(), ...now.keys()])];
    const deeper = keys.flatMap((key) => changedPaths(old.get(key), now.get(key), key));
    // An empty object or list against nothing, or against a plain value.
    const shapeDiffers = isComposite(before) !== isComposite(after);
    return deeper.length === 0 && shapeDiffers ? [path] : deeper;
}

function isComposite(value: Wire | undefined): value is Wire[] | WireObject {
    return typeof value === "object" && value !== null;
}

function membersOf(value: Wire | undefined, path: string): Map<string, Wire> {
    if (Array.isArray(value)) return new Map(value.map((member, i) => [`${path}[${i}]`, member]));
    if (!isComposite(value)) return new Map();
    const prefix = path === "" ? "" : `${path}.`;
    return new Map(Object.entries(value).map(([key, member]) => [`${prefix}${key}`, member]));
}

/** True when one of the paths is this one or lies beneath it; `*` stands for all. */
export function touches(paths: readonly string[], wanted: string): boolean {
    return paths.some(
        (path) =>
            wanted === "*" ||
            path === wanted ||
            path.startsWith(`${wanted}.`) ||
            path.startsWith(`${wanted}[`),
    );
}

/** The new inputs with the old values of what is to be ignored: top-level properties and members of objects. */
export function ignoringChanges(
    inputs: WireObject,
    old: WireObject,
    ignored: readonly string[] = [],
): WireObject {
    return ignored.reduce((current, path) => withValueOf(current, old, path.split(".")), inputs);
}

function withValueOf(inputs: WireObject, old: WireObject, [key, ...rest]: string[]): WireObject {
    if (key === undefined) return inputs;
    const [now, before] = [inputs[key], old[key]];
    const { [key]: _replaced, ...others } = inputs;
    if (rest.length === 0) return before === undefined ? others : { ...others, [key]: before };
    if (!isComposite(now) || Array.isArray(now)) return inputs;
    const deeper = isComposite(before) && !Array.isArray(before) ? before : {};
    return { ...others, [key]: withValueOf(now, deeper, rest) };
}
