import type { TimelineEntry } from "../../operator/timeline";

/** Nodes that went while EMQX pods were still on them. */
export function nodesLostWithPods(entries: readonly TimelineEntry[]): string[] {
    return entries.slice(1).flatMap((entry, i) => {
        const before = entries[i] as TimelineEntry;
        const lost = Object.keys(before.nodes).filter((node) => !(node in entry.nodes));
        return lost.flatMap((node) =>
            Object.entries({ ...before.pods, ...entry.pods })
                .filter(([, pod]) => pod.node === node)
                .map(([pod]) => `${entry.t} s: node ${node} went with ${pod} on it`),
        );
    });
}
