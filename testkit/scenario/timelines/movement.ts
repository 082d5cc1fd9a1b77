import type { TimelineEntry } from "../../operator/timeline";

/** Parts of the cluster that were not the same from the first moment to the last; nodes of others may come and go. */
export function whatMoved(entries: readonly TimelineEntry[]): string[] {
    const [first] = entries;
    if (first === undefined) return ["nothing was recorded"];
    const parts = ["sets", "emqx", "pods", "services", "budgets"] as const;
    return parts.filter((part) =>
        entries.some((entry) => JSON.stringify(entry[part]) !== JSON.stringify(first[part])),
    );
}
