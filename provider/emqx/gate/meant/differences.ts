/**
 * Paths at which an object of Kubernetes does not say what was or is to be written. What the API server and others have added beside
 * counts for nothing, and nothing is the same as zero: Go leaves out what is empty when it writes a whole object, as the operator
 * does. Source: apis/apps/v2beta1/emqx_types.go (`omitempty`) and sync_emqx_config.go at 2.2.29.
 */
export function differences(present: unknown, written: unknown, path: readonly string[] = []): string[][] {
    if (isZero(written) && isZero(present)) return [];
    const inner = (key: string, value: unknown) =>
        differences((present as Record<string, unknown> | undefined)?.[key], value, [...path, key]);
    if (Array.isArray(written)) {
        const same = Array.isArray(present) && present.length === written.length;
        return same ? written.flatMap((item, i) => inner(String(i), item)) : [[...path]];
    }
    if (typeof written !== "object" || written === null) return present === written ? [] : [[...path]];
    const comparable = present === undefined || (typeof present === "object" && !Array.isArray(present));
    if (!comparable) return [[...path]];
    return Object.entries(written).flatMap(([key, value]) => inner(key, value));
}

function isZero(value: unknown): boolean {
    if (value === undefined || value === null || value === 0 || value === "" || value === false) return true;
    return typeof value === "object" && Object.values(value).every(isZero);
}
