import { COMFORTABLE_CLB_CONNECTIONS, loadBalancerLimits } from "../alibaba/loadBalancerLimits";
import { LoadBalancerKind } from "./mqttLoadBalancerArgs";

interface KindLimits {
    /** Connections at the most; for an NLB for each zone. */
    readonly connections: number;
    /** Connections up to which the kind is a good choice. */
    readonly comfortable: number;
}

/** What a load balancer is refused for when it is used alone; figures and sources: capacity/loadBalancerLimits.ts. */
export const LIMITS: Record<LoadBalancerKind, KindLimits> = {
    [LoadBalancerKind.Clb]: {
        connections: connectionsOf(LoadBalancerKind.Clb),
        comfortable: COMFORTABLE_CLB_CONNECTIONS,
    },
    [LoadBalancerKind.Nlb]: {
        connections: connectionsOf(LoadBalancerKind.Nlb),
        comfortable: 0.8 * connectionsOf(LoadBalancerKind.Nlb),
    },
};

function connectionsOf(kind: LoadBalancerKind): number {
    return loadBalancerLimits({ kind, zones: 1 }).connections ?? Number.POSITIVE_INFINITY;
}
