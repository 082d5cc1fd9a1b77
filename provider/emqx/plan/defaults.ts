import { CONNECTION_DRAIN_SECONDS } from "../../alibaba/loadBalancerLimits";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { ResourcesArgs } from "../args/nodesArgs";
import type { Role } from "../lines/line/observation";

/** What an EMQX cluster gets where its arguments say nothing. */

export const DEFAULT_NAMESPACE = "emqx";
const DEFAULT_INSTANCE = "emqx";

export const DEFAULT_REPLICAS: Readonly<Record<Role, number>> = { core: 3, replicant: 3 };

/** Enough to try it with some ten thousand connections. */
export const DEFAULT_RESOURCES: Readonly<
    Record<Role, Required<Pick<ResourcesArgs, "cpuRequest" | "memoryRequest">>>
> = {
    core: { cpuRequest: "500m", memoryRequest: "1Gi" },
    replicant: { cpuRequest: "1", memoryRequest: "2Gi" },
};

export const DEFAULT_DISK_SIZE = "40Gi";

export const DASHBOARD_USERNAME = "admin";

/** Connections that a cluster, its load balancer or a whole stack is made for. */
const DEFAULT_CONNECTIONS = 100_000;

/** The longest that Alibaba Cloud's load balancers let a connection live on after its pod has left. */
export const DEFAULT_DRAIN_SECONDS = CONNECTION_DRAIN_SECONDS.most;

/** Connections that it is made for, also where the load balancer or a whole stack is asked. */
export function connectionsOf(args: { readonly connections?: number }): number {
    return args.connections ?? DEFAULT_CONNECTIONS;
}

/** Name of the EMQX object, which the load balancer in front of it has to know. */
export function instanceOf(args: { readonly instanceName?: string }): string {
    return args.instanceName ?? DEFAULT_INSTANCE;
}

/** Seconds that connections live on in the load balancer, which the gate has to know. */
export function drainSecondsOf(args: { readonly connectionDrainSeconds?: number }): number {
    return args.connectionDrainSeconds ?? DEFAULT_DRAIN_SECONDS;
}

/** How many nodes of each role there are to be. */
export function replicasOf(args: EmqxArgs | undefined): Record<Role, number> {
    return {
        core: args?.cores?.replicas ?? DEFAULT_REPLICAS.core,
        replicant: args?.replicants?.replicas ?? DEFAULT_REPLICAS.replicant,
    };
}
