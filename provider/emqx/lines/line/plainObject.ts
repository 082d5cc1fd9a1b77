import { expanded } from "../../../kubernetes/expansion";

/** Looking into a Kubernetes object as it comes from the API server or out of a state: nothing is certain to be there. */

/** What is at a path; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
    return path.reduce<unknown>(
        (inner, key) =>
            typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
                ? (inner as Record<string, unknown>)[key]
                : undefined,
        value,
    );
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
    const found = at(value, ...path);
    return typeof found === "string" ? found : undefined;
}

export function flagAt(value: unknown, ...path: readonly string[]): boolean | undefined {
    const found = at(value, ...path);
    return typeof found === "boolean" ? found : undefined;
}

/** A Kubernetes quantity, which a person may have written as a number. */
export function quantityAt(value: unknown, ...path: readonly string[]): string | undefined {
    const found = at(value, ...path);
    return typeof found === "number" ? String(found) : textAt(value, ...path);
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
    const found = at(value, ...path);
    return typeof found === "number" ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
    const found = at(value, ...path);
    return Array.isArray(found) ? found : [];
}

/** What is at a path, where it is an object and no list. */
export function objectAt(value: unknown, ...path: readonly string[]): Record<string, unknown> | undefined {
    const found = at(value, ...path);
    return typeof found === "object" && found !== null && !Array.isArray(found)
        ? (found as Record<string, unknown>)
        : undefined;
}

/** The texts of a map, by name. */
export function textsAt(value: unknown, ...path: readonly string[]): Record<string, string> {
    return Object.fromEntries(
        Object.entries(objectAt(value, ...path) ?? {}).flatMap(([key, text]) =>
            typeof text === "string" ? [[key, text]] : [],
        ),
    );
}

/** Variables of a container, as Kubernetes lists them, with the values that the kubelet gives it. */
export function variablesAt(value: unknown, ...path: readonly string[]): Map<string, string | undefined> {
    return new Map(
        listAt(value, ...path).flatMap((variable) => {
            const name = textAt(variable, "name");
            const value = textAt(variable, "value");
            return name === undefined ? [] : [[name, value === undefined ? value : expanded(value)] as const];
        }),
    );
}
