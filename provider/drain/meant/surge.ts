/** The part of a Deployment's spec that says how it replaces pods. */
export interface RolloutStrategy {
    readonly type?: string;
    readonly rollingUpdate?: {
        readonly maxSurge?: number | string;
        readonly maxUnavailable?: number | string;
    };
}

/**
 * Whether a rollout has new pods ready before old ones end. A share rounds down for what may be missing and up for what may be more,
 * and where both come to none one pod may be missing.
 * Source: Kubernetes 1.34, pkg/controller/deployment/util/deployment_util.go, `ResolveFenceposts`; defaults of 25 %:
 * pkg/apis/apps/v1/defaults.go.
 */
export function surges(strategy: RolloutStrategy | undefined, replicas: number): boolean {
    if ((strategy?.type ?? "RollingUpdate") !== "RollingUpdate") return false;
    const { maxSurge = "25%", maxUnavailable = "25%" } = strategy?.rollingUpdate ?? {};
    const surge = share(maxSurge, replicas, Math.ceil);
    return surge > 0 && share(maxUnavailable, replicas, Math.floor) === 0;
}

function share(value: number | string, of: number, round: (value: number) => number): number {
    if (typeof value === "number") return value;
    return value.endsWith("%") ? round((Number.parseInt(value, 10) * of) / 100) : Number(value);
}
