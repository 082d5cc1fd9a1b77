import type { Graph } from "../../preview/monitor/graph";
import { reveal } from "../../preview/monitor/wire";
import type { ClusterAccess } from "../../provider/emqx/gate/seen/clusterAccess";
import type { Observation } from "../../provider/emqx/lines/line/observation";

/** What an API server would say of a program's EMQX object when its rollout is over. */
export function rolledOutCluster(graph: Graph, instance: string): Observation {
    const objects = graph.resources
        .filter((r) => r.type.endsWith(":EMQX"))
        .map((r) => reveal(r.inputs) as any);
    const emqx = objects.find((inputs) => inputs.metadata.name === instance);
    const sets = (["core", "replicant"] as const).map((role) => {
        const { metadata, spec } = emqx.spec[`${role}Template`];
        return {
            name: `${instance}-${role}-1`,
            role,
            revision: metadata.annotations["emqx-ack.io/revision"],
            wanted: spec.replicas,
            ready: spec.replicas,
            pods: [],
        };
    });
    const nodes = [
        {
            node: `emqx@${instance}-core-1-0`,
            role: "core",
            version: emqx.spec.image.split(":").at(-1),
            status: "running",
        },
    ];
    return { ready: true, configApplied: true, sets, nodes };
}

/** A cluster in which nothing was before, and whatever a program asks for is so at once. */
export function clusterOf(graph: Graph): ClusterAccess {
    return {
        observe: async (_namespace, instance) => rolledOutCluster(graph, instance),
        present: async () => undefined,
        apiVersions: async () => [],
        operator: async () => undefined,
        webhook: async () => undefined,
        room: async () => undefined,
        lastWords: async () => undefined,
        removeOrphanedConfig: async () => false,
        retire: async () => undefined,
    };
}
