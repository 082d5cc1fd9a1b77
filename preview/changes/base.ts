import type { Graph, RecordedResource } from "../monitor/graph";

/** A resource as the base has it: as another run of the program registered it, or as a state keeps it. */
export interface BaseResource extends RecordedResource {
    /** It was made but never became ready; the engine takes that up again. */
    readonly unready?: boolean;
    /** Its old self is gone already and its successor was never made. */
    readonly pendingReplacement?: boolean;
}

/** What a stack is compared with. */
export interface Base {
    /** Dependencies before what depends on them. */
    readonly resources: readonly BaseResource[];
    /** True for a state: inputs carry what providers added, and outputs are known. */
    readonly recorded: boolean;
}

export const NOTHING: Base = { resources: [], recorded: false };

export function baseOf(graph: Graph): Base {
    return { resources: graph.resources, recorded: false };
}
