import type { Graph, RecordedResource } from "./monitor/graph";
import { urnOfProvider } from "./monitor/urns";

/**
 * The resources that have to be there before this one: what its inputs and `dependsOn` name, its parent, and its
 * provider. `deletedWith` is no such edge: it says what may be skipped on destroy.
 */
export function prerequisites(resource: RecordedResource): Set<string> {
    return new Set([
        ...resource.dependencies,
        ...Object.values(resource.propertyDependencies).flat(),
        ...(resource.parent === undefined ? [] : [resource.parent]),
        ...(resource.provider === undefined ? [] : [urnOfProvider(resource.provider)]),
        ...Object.values(resource.providers).map(urnOfProvider),
    ]);
}

/** Everything a resource waits for, however far away, by URN. */
export function transitivePrerequisites(graph: Graph, resource: RecordedResource): Set<string> {
    const byUrn = new Map(graph.resources.map((r) => [r.urn, r]));
    const found = new Set<string>();
    const queue = [...prerequisites(resource)];
    for (let urn = queue.pop(); urn !== undefined; urn = queue.pop()) {
        if (!found.has(urn)) {
            found.add(urn);
            const next = byUrn.get(urn);
            queue.push(...(next === undefined ? [] : prerequisites(next)));
        }
    }
    return found;
}
