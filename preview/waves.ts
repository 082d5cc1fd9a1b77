import { prerequisites } from "./edges";
import type { RecordedResource } from "./monitor/graph";

/**
 * Resources of one wave can run at the same time; each wave waits for those before it. Components take no time of
 * their own, so they share the wave of what they wait for; the first resource a provider manages is in wave 1.
 */
export function waves(graph: { readonly resources: readonly RecordedResource[] }): Map<string, number> {
    const byUrn = new Map(graph.resources.map((r) => [r.urn, r]));
    const known = new Map<string, number>();
    const waveOf = (resource: RecordedResource, path: Set<string>): number => {
        const done = known.get(resource.urn);
        if (done !== undefined) {
            return done;
        }
        path.add(resource.urn);
        let latest = 0;
        for (const urn of prerequisites(resource)) {
            const before = byUrn.get(urn);
            // A provider that a sibling component was given may name itself in a circle through its parent.
            if (before !== undefined && !path.has(urn)) {
                latest = Math.max(latest, waveOf(before, path));
            }
        }
        path.delete(resource.urn);
        const wave = resource.custom || resource.remote ? latest + 1 : latest;
        known.set(resource.urn, wave);
        return wave;
    };
    for (const resource of graph.resources) {
        waveOf(resource, new Set());
    }
    return known;
}
