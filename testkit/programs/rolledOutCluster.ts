import type { Graph } from "../../preview/monitor/graph";
import { reveal } from "../../preview/monitor/wire";
import type { DrainAccess } from "../../provider/drain/seen/drainAccess";
import type { ClusterAccess } from "../../provider/emqx/gate/seen/clusterAccess";
import { lineOfType } from "../../provider/emqx/lines";
import type { Observation } from "../../provider/emqx/lines/line/observation";
import type { CarryOverAccess } from "../../provider/operator/carryOver/carryOverAccess";

const IS_OVER = { is: false, reason: "Converged", message: "" };

/** What an API server would say of a program's EMQX object when its rollout is over. */
export function rolledOutCluster(graph: Graph, instance: string, namespace?: string): Observation {
    const named = graph.resources
        .map((resource) => ({ line: lineOfType(resource.type), inputs: reveal(resource.inputs) as any }))
        .filter(({ line, inputs }) => line !== undefined && inputs.metadata.name === instance);
    const emqx = named.find(({ inputs }) => inputs.metadata.namespace === namespace) ?? named[0];
    if (emqx?.line === undefined) throw new Error(`the program has no EMQX object "${instance}"`);
    const { replicas, revisions, version = "" } = emqx.line.read(emqx.inputs);
    const image = emqx.inputs.spec?.image as string | undefined;
    const roles = (["core", "replicant"] as const).filter((role) => role === "core" || replicas[role] > 0);
    const sets = roles.map((role) => ({
        name: `${instance}-${role}-1`,
        role,
        revision: revisions[role],
        wanted: replicas[role],
        ready: replicas[role],
        status: { current: true, total: replicas[role], updated: replicas[role] },
        ...(image === undefined ? {} : { image }),
        pods: Array.from({ length: replicas[role] }, (_, i) => ({
            name: `${instance}-${role}-1-${i}`,
            revision: revisions[role],
            containersReady: true,
            ready: true,
        })),
    }));
    const nodes = [{ node: `emqx@${instance}-core-1-0`, role: "core", version, status: "running" }];
    const conditions = { CoreNodesProgressing: IS_OVER, ReplicantNodesProgressing: IS_OVER };
    return { ready: true, configApplied: true, conditions, sets, nodes };
}

/** A cluster in which nothing was before, and whatever a program asks for is so at once. */
export function clusterOf(graph: Graph): ClusterAccess {
    return {
        observe: async (namespace, instance) => rolledOutCluster(graph, instance, namespace),
        present: async () => undefined,
        secretKeys: async () => new Map(),
        secretValues: async () => undefined,
        apiVersions: async () => [],
        operators: async () => [],
        clusters: async () => [],
        pools: async () => [],
        certManager: async () => undefined,
        webhook: async () => undefined,
        room: async () => undefined,
        lastWords: async () => undefined,
        removeOrphanedConfig: async () => undefined,
        retire: async () => undefined,
        disown: async () => false,
        growClaim: async () => undefined,
    };
}

/** No node is of a pool of before, so that none has to be emptied. */
export const NO_OLD_NODES: DrainAccess = {
    nodes: async () => [],
    sets: async () => [],
    surroundings: async () => ({
        pods: [],
        replicaSets: [],
        deployments: [],
        statefulSets: [],
        sharedClaims: new Set(),
    }),
    cordon: async () => undefined,
    evict: async () => undefined,
    restart: async () => undefined,
};

/** A cluster that never had an operator. */
export const NO_OTHER_LINE: CarryOverAccess = {
    apiVersions: async () => [],
    objects: async () => [],
    operators: async () => [],
    stop: async () => undefined,
    removeWebhook: async () => undefined,
    stopConverting: async () => undefined,
};
