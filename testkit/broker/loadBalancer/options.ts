export type Kind = "nlb" | "clb";
export type Scheduler = "wrr" | "wlc";

export interface HealthCheck {
    /** "tcp" connects; "http" asks for a path and wants 2xx. */
    readonly protocol: "tcp" | "http";
    readonly path: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
}

export interface LoadBalancerOptions {
    readonly kind: Kind;
    /** Default: wrr. */
    readonly scheduler?: Scheduler;
    /** How long connections to a backend that was taken out or is unhealthy stay; absent: for as long as they like. */
    readonly drainSeconds?: number;
    /** Default: 900. */
    readonly idleSeconds?: number;
    /** Tells backends who the client is, version 2. Default: false. */
    readonly proxyProtocol?: boolean;
    readonly healthCheck?: Partial<HealthCheck>;
    /** New connections a second; what is above is not answered. Default: none of its own. */
    readonly connectsPerSecond?: number;
}

export interface Settings extends Required<Omit<LoadBalancerOptions, "drainSeconds" | "healthCheck">> {
    readonly drainSeconds: number | undefined;
    readonly healthCheck: HealthCheck;
}

/**
 * What Alibaba Cloud checks with unless told otherwise. Sources: NLB and CLB documentation, "Health checks"; alicloud provider,
 * nlb.ServerGroup and slb.Listener (2026-08).
 */
const HEALTH_CHECK: Readonly<Record<Kind, HealthCheck>> = {
    nlb: {
        protocol: "tcp",
        path: "/",
        intervalSeconds: 10,
        timeoutSeconds: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
    },
    clb: {
        protocol: "tcp",
        path: "/",
        intervalSeconds: 2,
        timeoutSeconds: 5,
        healthyThreshold: 3,
        unhealthyThreshold: 3,
    },
};

/** Refuses what Alibaba Cloud refuses. Source: NLB API, CreateServerGroup and CreateListener; CLB listeners know no wlc. */
export function settingsOf(options: LoadBalancerOptions): Settings {
    const { kind, scheduler = "wrr", drainSeconds, idleSeconds = 900, proxyProtocol = false } = options;
    if (kind === "clb" && scheduler === "wlc") throw new Error("a CLB has no scheduler wlc; write wrr");
    between("drainSeconds", drainSeconds, 10, 900);
    between("idleSeconds", idleSeconds, 1, 900);
    return {
        kind,
        scheduler,
        drainSeconds,
        idleSeconds,
        proxyProtocol,
        healthCheck: { ...HEALTH_CHECK[kind], ...options.healthCheck },
        connectsPerSecond: options.connectsPerSecond ?? Number.POSITIVE_INFINITY,
    };
}

function between(name: string, value: number | undefined, least: number, most: number): void {
    if (value !== undefined && !(value >= least && value <= most)) {
        throw new Error(`${name} is ${value}; write ${least} to ${most}`);
    }
}
