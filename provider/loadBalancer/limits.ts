import { LoadBalancerKind } from "./mqttLoadBalancerArgs";

interface KindLimits {
    /** Connections at the most; for an NLB for each zone. */
    readonly connections: number;
    /** Connections up to which the kind is a good choice. */
    readonly comfortable: number;
}

/**
 * Sources: Alibaba Cloud, "CLB instance types" (slb.s3.large: 1,000,000 connections) and "NLB quotas" (5,000,000
 * connections for each address), read 2026-08.
 */
export const LIMITS: Record<LoadBalancerKind, KindLimits> = {
    [LoadBalancerKind.Clb]: { connections: 1_000_000, comfortable: 200_000 },
    [LoadBalancerKind.Nlb]: { connections: 5_000_000, comfortable: 4_000_000 },
};
