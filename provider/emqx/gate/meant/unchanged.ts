/**
 * Whether an object of Kubernetes says already all that is to be written: each field of it, with whatever the API server and
 * others have added beside.
 */
export function saysAlready(present: unknown, wanted: unknown): boolean {
    if (wanted === undefined) return true;
    if (Array.isArray(wanted)) {
        return (
            Array.isArray(present) &&
            present.length === wanted.length &&
            wanted.every((item, i) => saysAlready(present[i], item))
        );
    }
    if (typeof wanted !== "object" || wanted === null) return present === wanted;
    if (typeof present !== "object" || present === null || Array.isArray(present)) return false;
    return Object.entries(wanted).every(([key, value]) =>
        saysAlready((present as Record<string, unknown>)[key], value),
    );
}
