import { transitivePrerequisites } from "../../preview/edges";
import type { RecordedResource } from "../../preview/monitor/graph";
import type { ProgramGraph } from "../../testkit/programs/programGraph";

/** The links of the chain in their order, by the components that stand for them. */
export const LINKS = [
    ["AckCluster"],
    ["TunedNodePool", "NodeTuning"],
    ["CertManager"],
    ["EmqxOperator"],
    ["EmqxCluster"],
    ["MqttLoadBalancer"],
];

/** What providers make, beneath a component; a provider itself makes nothing. */
export function madeBeneath(graph: ProgramGraph, component: RecordedResource): RecordedResource[] {
    return graph
        .descendantsOf(component)
        .filter((r) => (r.custom || r.remote) && !r.type.startsWith("pulumi:providers:"));
}

/** What each link of the chain makes, without the links that make nothing. */
export function madeByLink(graph: ProgramGraph): RecordedResource[][] {
    return LINKS.map((types) =>
        types
            .flatMap((type) => graph.all(`emqx-ack:index:${type}`))
            .flatMap((component) => madeBeneath(graph, component)),
    ).filter((made) => made.length > 0);
}

/** Names of what a resource would not wait for, of those it should. */
export function notAwaited(
    graph: ProgramGraph,
    later: RecordedResource,
    earlier: readonly RecordedResource[],
): string[] {
    const before = transitivePrerequisites(graph.recorded, later);
    return earlier.filter((r) => !before.has(r.urn)).map((r) => `${later.name} does not wait for ${r.name}`);
}
