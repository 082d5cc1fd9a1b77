import type { Graph, RecordedResource } from "../monitor/graph";
import { type Stage, stages } from "../stages";
import { waves } from "../waves";

/** A resource in a stage's tree. */
export interface TreeRow {
    readonly resource: RecordedResource;
    /** The branches in front of the name: empty at the top of a stage. */
    readonly branch: string;
    readonly wave: number;
}

/**
 * The resources of one stage as trees, those that start first on top. A resource whose parent is in another stage
 * stands at the top.
 */
export function stageTree(graph: Graph, stage: Stage | undefined): TreeRow[] {
    const stageOf = stages(graph);
    const waveOf = waves(graph);
    const members = graph.resources.filter((r) => stageOf.get(r.urn) === stage);
    const urns = new Set(members.map((r) => r.urn));
    const childrenOf = (parent: string | undefined) =>
        members
            .filter((r) => (parent === undefined ? !urns.has(r.parent ?? "") : r.parent === parent))
            .map((r) => ({ r, first: firstWave(r) }))
            .sort((a, b) => a.first - b.first)
            .map(({ r }) => r);
    const firstWave = (resource: RecordedResource): number => {
        const own = waveOf.get(resource.urn) ?? 0;
        const beneath = members.filter((r) => r.parent === resource.urn);
        return resource.custom || beneath.length === 0 ? own : Math.min(...beneath.map(firstWave));
    };
    const rows = (resource: RecordedResource, branch: string, indent: string): TreeRow[] => {
        const children = childrenOf(resource.urn);
        const beneath = children.flatMap((child, i) => {
            const last = i === children.length - 1;
            return rows(child, `${indent}${last ? "└─ " : "├─ "}`, `${indent}${last ? "   " : "│  "}`);
        });
        return [{ resource, branch, wave: waveOf.get(resource.urn) ?? 0 }, ...beneath];
    };
    return childrenOf(undefined).flatMap((resource) => rows(resource, "", ""));
}
