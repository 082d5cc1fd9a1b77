import type { EmqxArgs, EvacuationArgs } from "../emqxClusterArgs";

/** Defaults that more than one place needs: the EMQX object, the time a rollout takes, the size of the node pools. */

/** How many nodes of each role there are to be. */
export function replicasOf(args: EmqxArgs | undefined): { core: number; replicant: number } {
    return { core: args?.cores?.replicas ?? 3, replicant: args?.replicants?.replicas ?? 3 };
}

/** The operator's own paces. */
export const EVACUATION_DEFAULTS: Record<keyof Required<EvacuationArgs>, number> = {
    connectionsPerSecond: 1000,
    sessionsPerSecond: 1000,
    waitTakeoverSeconds: 10,
    initialDelaySeconds: 10,
};

export const DASHBOARD_USERNAME = "admin";

export const DEFAULT_NAMESPACE = "emqx";
export const DEFAULT_INSTANCE = "emqx";

/** The longest that Alibaba Cloud's load balancers let a connection live on after its pod has left. */
export const DEFAULT_DRAIN_SECONDS = 900;
