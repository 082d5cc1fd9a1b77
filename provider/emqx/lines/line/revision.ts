import { createHash } from "node:crypto";

/**
 * Short hash of what makes up a role's pods, the same for the same content in whatever order its maps were written. On the
 * pod template it tells which set of pods carries which spec.
 */
export function revisionOf(content: unknown): string {
    return createHash("sha256").update(canonical(content)).digest("hex").slice(0, 16);
}

export function canonical(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${entries
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
        .join(",")}}`;
}
