import type { Graph } from "./monitor/graph";
import { isProviderType, STACK_TYPE } from "./monitor/urns";
import { STAGES, type Stage, stages } from "./stages";
import { waves } from "./waves";

/** A preview in numbers; the stack itself is not counted. */
export interface Summary {
    /** All resources of the program, components and providers included. */
    readonly resources: number;
    readonly components: number;
    /** What providers would create. */
    readonly created: number;
    /** What exists already and would be taken over. */
    readonly imported: number;
    /** What exists already and is only read. */
    readonly read: number;
    readonly providers: number;
    /** Components whose children only their provider knows. */
    readonly remoteComponents: number;
    readonly waves: number;
    /** Resources per stage; stages without any are left out. */
    readonly stages: Partial<Record<Stage, number>>;
    readonly warnings: number;
}

export function summarize(graph: Graph): Summary {
    const resources = graph.resources.filter(({ type }) => type !== STACK_TYPE);
    const managed = resources.filter((r) => r.custom && !isProviderType(r.type));
    const owned = managed.filter((r) => !r.external);
    const stageOf = stages(graph);
    const perStage = STAGES.map((stage): [Stage, number] => [
        stage,
        resources.filter((r) => stageOf.get(r.urn) === stage).length,
    ]);
    return {
        resources: resources.length,
        components: resources.filter((r) => !r.custom && !r.remote).length,
        created: owned.filter((r) => r.options.import === undefined).length,
        imported: owned.filter((r) => r.options.import !== undefined).length,
        read: managed.filter((r) => r.external).length,
        providers: resources.filter((r) => isProviderType(r.type)).length,
        remoteComponents: resources.filter((r) => r.remote).length,
        waves: Math.max(0, ...waves(graph).values()),
        stages: Object.fromEntries(perStage.filter(([, count]) => count > 0)),
        warnings: graph.diagnostics.filter(({ severity }) => severity === "warning").length,
    };
}
