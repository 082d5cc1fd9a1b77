import { prerequisites } from "./edges";
import type { RecordedResource } from "./monitor/graph";
import { qualifiedTypeOf, STACK_TYPE } from "./monitor/urns";
import { waves } from "./waves";

/**
 * The resources in an order that two runs share, each after all it needs. Registrations of one wave arrive in no fixed
 * order. A component shares the wave of what it waits for, so it comes after that.
 */
export function inOrder<Resource extends RecordedResource>(graph: {
    readonly resources: readonly Resource[];
}): Resource[] {
    const wave = waves(graph);
    const waveOf = (r: RecordedResource) => wave.get(r.urn) ?? 0;
    const sorted = [...graph.resources].sort(
        (a, b) =>
            waveOf(a) - waveOf(b) ||
            Number(isComponent(a)) - Number(isComponent(b)) ||
            depth(a) - depth(b) ||
            (a.urn < b.urn ? -1 : Number(a.urn > b.urn)),
    );
    return afterPrerequisites(sorted);
}

/** Components of one wave may wait for each other; everything else is in its place already. */
function afterPrerequisites<Resource extends RecordedResource>(sorted: readonly Resource[]): Resource[] {
    const byUrn = new Map(sorted.map((r) => [r.urn, r]));
    const placed = new Set<Resource>();
    const place = (resource: Resource) => {
        byUrn.delete(resource.urn);
        for (const urn of [...prerequisites(resource)].sort()) {
            const before = byUrn.get(urn);
            if (before !== undefined) place(before);
        }
        placed.add(resource);
    };
    for (const resource of sorted) {
        if (byUrn.has(resource.urn)) place(resource);
    }
    return [...placed];
}

function isComponent({ custom, remote }: RecordedResource): boolean {
    return !custom && !remote;
}

/** The number of parents, counted by the types in the URN; the stack comes before everything. */
function depth({ type, urn }: RecordedResource): number {
    return type === STACK_TYPE ? -1 : qualifiedTypeOf(urn).split("$").length;
}
