import type { EmqxObject } from "../../emqxObject";
import type { EvacuationPace } from "../../evacuation";
import type { ConfigRoots } from "./config/roots";
import type { EmqxStatus } from "./emqxStatus";

interface Metadata {
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
}

/** What the stand-in reads of one role's template; the rest goes into the pods as it is. */
export interface NodeTemplate {
    readonly metadata?: Metadata;
    readonly spec: {
        readonly replicas: number;
        readonly minReadySeconds?: number;
        readonly persistentVolumeClaimSpec?: Record<string, any>;
        readonly [field: string]: any;
    };
}

export interface ServiceTemplate {
    readonly enabled?: boolean;
    readonly metadata?: Metadata;
    readonly spec?: Record<string, any>;
}

export interface EmqxSpec {
    readonly image: string;
    readonly imagePullPolicy?: string;
    readonly imagePullSecrets?: readonly object[];
    readonly serviceAccountName?: string;
    readonly config?: { readonly roots?: ConfigRoots };
    readonly clusterDomain: string;
    readonly revisionHistoryLimit: number;
    readonly updateStrategy: {
        readonly evacuationStrategy: {
            readonly type: "NodeEvacuation" | "Disabled";
            readonly waitTakeover?: number;
            readonly waitHealthCheck?: number;
            readonly connectionEvictionRate: number;
            readonly sessionEvictionRate: number;
        };
        readonly replicants?: {
            readonly maxSurge?: number | string;
            readonly maxUnavailable?: number | string;
        };
    };
    readonly coreTemplate: NodeTemplate;
    readonly replicantTemplate: NodeTemplate;
    readonly dashboardServiceTemplate?: ServiceTemplate;
    readonly listenersServiceTemplate?: ServiceTemplate;
}

export interface Emqx extends EmqxObject {
    readonly spec: EmqxSpec;
    status: EmqxStatus;
}

export function coresWanted({ spec }: Emqx): number {
    return spec.coreTemplate.spec.replicas;
}

export function replicantsWanted({ spec }: Emqx): number {
    return spec.replicantTemplate.spec.replicas;
}

export function evacuates({ spec }: Emqx): boolean {
    return spec.updateStrategy.evacuationStrategy.type !== "Disabled";
}

export function paceOf({ spec }: Emqx): EvacuationPace {
    const strategy = spec.updateStrategy.evacuationStrategy;
    return {
        connectionsPerSecond: strategy.connectionEvictionRate,
        sessionsPerSecond: strategy.sessionEvictionRate,
        waitTakeoverSeconds: strategy.waitTakeover ?? 0,
        waitHealthCheckSeconds: strategy.waitHealthCheck ?? 0,
    };
}

/** Percentages of either are rounded up. Recorded: image-maxunavailable-67-percent. */
export function maxSurge(emqx: Emqx): number {
    return scaled(emqx.spec.updateStrategy.replicants?.maxSurge ?? 0, replicantsWanted(emqx));
}

export function maxUnavailable(emqx: Emqx): number {
    return scaled(emqx.spec.updateStrategy.replicants?.maxUnavailable ?? 1, replicantsWanted(emqx));
}

function scaled(value: number | string, of: number): number {
    if (typeof value === "number") return value;
    return Math.ceil((Number(value.replace("%", "")) * of) / 100);
}
