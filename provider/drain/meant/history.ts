import type { Move } from "./moves";
import type { Workload } from "./workload";

/** A workload that lacks pods before anything was done to it gets this time; then what serves is what there is. */
export const SETTLE_MS = 120_000;

/** A pod that comes back to a cordoned node so many times is not moved any more. */
const TRIES = 5;

/** What this update has seen of, and done to, each workload. What an earlier one did shows on the nodes. */
export class DrainHistory {
    private readonly shortSince = new Map<string, number>();
    private readonly servedBefore = new Map<string, number>();
    private readonly moves = new Map<string, number>();
    private readonly namespaces = new Set<string>();

    /** Whether anything was done to it. */
    touched({ key }: Workload): boolean {
        return this.moves.has(key);
    }

    /** Namespaces with workloads that are waited for although nothing of them is on an old node any more. */
    get touchedNamespaces(): readonly string[] {
        return [...this.namespaces];
    }

    /** Pods that have to serve before another one may go; asked in every look, at a time in milliseconds. */
    floor(workload: Workload, now: number): number {
        const { key, kind, wanted, serving } = workload;
        const before = this.servedBefore.get(key);
        // What this drain has taken away is waited for, however long it takes.
        if (before !== undefined && kind !== "other") return Math.min(before, wanted ?? before);
        const due = before ?? wanted;
        if (due === undefined || serving >= due) {
            this.shortSince.delete(key);
            return serving;
        }
        const since = this.shortSince.get(key) ?? now;
        this.shortSince.set(key, since);
        return now - since < SETTLE_MS ? due : serving;
    }

    comesBack({ key, wanted = 1 }: Workload): boolean {
        return (this.moves.get(key) ?? 0) >= TRIES * Math.max(1, wanted);
    }

    /** To be told what was done, once it has been. */
    done(move: Move): void {
        const { key, kind, serving } = move.workload;
        this.moves.set(key, (this.moves.get(key) ?? 0) + 1);
        this.namespaces.add(move.workload.namespace);
        if (move.kind !== "evict" || !move.pod.ready) return;
        // What nobody makes anew, or makes anew only where it has not ended well, is not waited for.
        if (kind === "bare" || kind === "Job") return;
        this.servedBefore.set(key, Math.max(serving, this.servedBefore.get(key) ?? 0));
    }
}
