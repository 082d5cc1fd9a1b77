import { POD_TEMPLATE_HASH } from "../names";
import type { LiveSet } from "../sets";
import type { NodesStatus } from "./nodesStatus";

export interface Revisions {
    /** The set that carries the template asked for. */
    readonly update?: LiveSet;
    /** The set that the cluster ran on before; the same one when nothing is being replaced. */
    readonly current?: LiveSet;
    /** All others, oldest first. */
    readonly old: readonly LiveSet[];
}

export function revisions(sets: readonly LiveSet[], status: NodesStatus): Revisions {
    const hashOf = (set: LiveSet) => set.metadata.labels[POD_TEMPLATE_HASH];
    const known = [status.updateRevision, status.currentRevision];
    return {
        update: sets.find((set) => hashOf(set) === status.updateRevision),
        current: sets.find((set) => hashOf(set) === status.currentRevision),
        old: sets.filter((set) => !known.includes(hashOf(set) ?? "")).sort(byAge),
    };
}

function byAge(a: LiveSet, b: LiveSet): number {
    const [first, second] = [a, b].map(({ metadata }) => `${metadata.creationTimestamp} ${metadata.name}`);
    return (first as string) < (second as string) ? -1 : 1;
}

/**
 * The set to drain next when the current one is gone or empty: the oldest with pods left, else the cluster has
 * arrived at the set asked for. Undefined when nothing is to change.
 */
export function nextCurrent({ update, current, old }: Revisions): LiveSet | undefined {
    if (update === undefined) return undefined;
    const left = current !== undefined && current.metadata.uid !== update.metadata.uid;
    if (current !== undefined && !(left && (current.status.replicas ?? 0) === 0)) return undefined;
    return old.find((set) => (set.status.replicas ?? 0) > 0) ?? update;
}
