import { createHash } from "node:crypto";

/** The same for the same content in whatever order its fields come. */
export function fingerprint(content: unknown): string {
    return createHash("sha256")
        .update(JSON.stringify(sorted(content)))
        .digest("hex")
        .slice(0, 40);
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
