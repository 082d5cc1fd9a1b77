import { openApis } from "../../kubernetes/apis";
import type { Surroundings } from "../meant/load";
import type { PoolNode } from "../meant/poolNode";
import type { EmqxSet } from "../meant/traces";
import type { PlacedPod, Workload } from "../meant/workload";
import { cordon, evict, restart } from "./acts";
import { readNodes } from "./readNodes";
import { readSets } from "./readSets";
import { readSurroundings } from "./readSurroundings";

/** All that a drain asks of the Kubernetes cluster, and does to it. */
export interface DrainAccess {
    /** Nodes with one of these values of our pool label; undefined where nobody may see them. */
    readonly nodes: (pools: readonly string[]) => Promise<PoolNode[] | undefined>;
    /** Sets of EMQX in a namespace, those without pods too. */
    readonly sets: (namespace: string) => Promise<EmqxSet[]>;
    /** What is in the namespaces of which something runs on these nodes, and in these others. */
    readonly surroundings: (
        nodes: readonly PoolNode[],
        namespaces: readonly string[],
    ) => Promise<Surroundings>;
    readonly cordon: (node: string) => Promise<void>;
    /** Why it may not be evicted now; undefined once its end is asked for. */
    readonly evict: (pod: PlacedPod) => Promise<string | undefined>;
    readonly restart: (deployment: Workload, at: Date) => Promise<void>;
}

/** How the cluster of a kubeconfig is reached. Replaceable, since a graph test has no API server. */
export const drainAccess = { open };

async function open(kubeconfig: string | undefined): Promise<DrainAccess> {
    const apis = await openApis(kubeconfig);
    return {
        nodes: (pools) => readNodes(apis, pools),
        sets: (namespace) => readSets(apis, namespace),
        surroundings: (nodes, namespaces) => readSurroundings(apis, nodes, namespaces),
        cordon: (node) => cordon(apis, node),
        evict: (pod) => evict(apis, pod),
        restart: (deployment, at) => restart(apis, deployment, at),
    };
}
