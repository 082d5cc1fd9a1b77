/** Kinds of load balancer, as Alibaba Cloud names them in short. */
export type Kind = "Nlb" | "Clb";

/** What one load balancer carries; absent where Alibaba Cloud publishes nothing. */
export interface LoadBalancerLimits {
    readonly connections: number;
    readonly connectsPerSecond: number;
    /** Inside the VPC, both directions together. */
    readonly gbps: number;
    readonly packetsPerSecond?: number;
    /** Pods or nodes behind it; a quota. */
    readonly backends: number;
    readonly source: string;
}

/** Of each address; a Network Load Balancer has one in every zone. */
const NLB_ADDRESS = {
    connections: 5_000_000,
    connectsPerSecond: 200_000,
    gbps: 50,
    packetsPerSecond: 8_000_000,
};
const NLB_BACKENDS = 400;
const NLB_SOURCE = 'Alibaba Cloud, NLB "Performance and usage limits", 2026-02-12';

/** Paid for by use, as all that are sold since 2025-06-01. Alibaba Cloud's sentence as quoted at shuhaiyun.com/asy/203927, read 2026-11-22. */
const CLB_BY_USE = { connections: 1_000_000, connectsPerSecond: 100_000, gbps: 5 };
const CLB_BY_USE_SOURCE = "Alibaba Cloud on CLB paid by use, as quoted elsewhere, read 2026-11-22";

/** Source: Alibaba Cloud, CLB "Limits", 2025-07-06. */
const CLB_BACKENDS = 200;

/** Load balancers of an account in a region, by default. Sources: NLB limits 2026-02-12, CLB limits 2025-07-06. */
export const LOAD_BALANCERS_IN_REGION: Readonly<Record<Kind, number>> = { Nlb: 60, Clb: 30 };

/** Seconds after which either kind cuts an idle TCP connection. Sources: NLB "Listeners", CLB "Configure listeners". */
export const IDLE_TIMEOUT_SECONDS = { least: 10, most: 900 };

/**
 * Seconds after which an NLB forgets who an idle UDP client talks to. Its API says 10 to 20 (CreateListener, 2026), pages before
 * that 1 to 900; the cloud controller hands on whatever number is written (nlbv2/listeners.go), and one that the API refuses
 * ends as an Event. 20 is good by either.
 */
export const UDP_IDLE_TIMEOUT_SECONDS = 20;

/** Seconds that connections to a backend live on after it has left. Source: NLB server groups, connectionDrainTimeout. */
export const CONNECTION_DRAIN_SECONDS = { least: 10, most: 900 };

export function loadBalancerLimits(kind: Kind, zones: number): LoadBalancerLimits {
    if (kind === "Clb") return { ...CLB_BY_USE, backends: CLB_BACKENDS, source: CLB_BY_USE_SOURCE };
    return {
        connections: NLB_ADDRESS.connections * zones,
        connectsPerSecond: NLB_ADDRESS.connectsPerSecond * zones,
        gbps: NLB_ADDRESS.gbps * zones,
        packetsPerSecond: NLB_ADDRESS.packetsPerSecond * zones,
        backends: NLB_BACKENDS,
        source: NLB_SOURCE,
    };
}
