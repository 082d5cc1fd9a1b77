import type { TimelineEntry } from "../../operator/timeline";

/** Replicants that take traffic, old and new together. */
export function servingReplicants({ pods }: TimelineEntry): number {
    return Object.values(pods).filter(({ role, ready }) => role === "replicant" && ready).length;
}

/** Moments with fewer replicants serving than there may be at the least. */
export function servedTooFew(entries: readonly TimelineEntry[], least: number): string[] {
    return entries
        .filter((entry) => servingReplicants(entry) < least)
        .map(
            (entry) =>
                `${entry.t} s: ${servingReplicants(entry)} replicants serve, ${least} are the least there may be`,
        );
}
