import { CONNECTION_DRAIN_SECONDS } from "../../alibaba/loadBalancerLimits";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import { EmqxLicense } from "../args/license";
import type { ResourcesArgs } from "../args/nodesArgs";
import type { Role } from "../lines/line/observation";
import { EVALUATION } from "../lines/matrix";

/** What an EMQX cluster gets where its arguments say nothing. */

export const DEFAULT_NAMESPACE = "emqx";
const DEFAULT_INSTANCE = "emqx";

/** What a cluster is made of where its arguments do not say. */
export interface Shape {
    /** Connections that it, its load balancer or a whole stack is made for. */
    readonly connections: number;
    readonly replicas: Readonly<Record<Role, number>>;
    readonly resources: Readonly<Record<Role, Required<Pick<ResourcesArgs, "cpuRequest" | "memoryRequest">>>>;
}

const DEFAULT_CONNECTIONS = 100_000;

/** Enough to try it with some ten thousand connections. */
const USUAL_SHAPE: Shape = {
    connections: DEFAULT_CONNECTIONS,
    replicas: { core: 3, replicant: 3 },
    resources: {
        core: { cpuRequest: "500m", memoryRequest: "1Gi" },
        replicant: { cpuRequest: "1", memoryRequest: "2Gi" },
    },
};

/** For EMQX's key for evaluation: as many nodes as a cluster in use has, so that it can be tried out, and all of them small. */
const EVALUATION_SHAPE: Shape = {
    connections: EVALUATION.sessions,
    replicas: USUAL_SHAPE.replicas,
    resources: {
        core: { cpuRequest: "250m", memoryRequest: "1Gi" },
        replicant: { cpuRequest: "250m", memoryRequest: "1Gi" },
    },
};

/** The shape of a cluster with this license. */
export function shapeOf(args: Pick<EmqxArgs, "license"> | undefined): Shape {
    return args?.license === EmqxLicense.Evaluation ? EVALUATION_SHAPE : USUAL_SHAPE;
}

export const DEFAULT_DISK_SIZE = "40Gi";

export const DASHBOARD_USERNAME = "admin";

/** The longest that Alibaba Cloud's load balancers let a connection live on after its pod has left. */
export const DEFAULT_DRAIN_SECONDS = CONNECTION_DRAIN_SECONDS.most;

/** Connections that it is made for, also where the load balancer or a whole stack is asked. */
export function connectionsOf(args: {
    readonly connections?: number;
    readonly license?: EmqxLicense;
}): number {
    return args.connections ?? shapeOf(args).connections;
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
        core: args?.cores?.replicas ?? shapeOf(args).replicas.core,
        replicant: args?.replicants?.replicas ?? shapeOf(args).replicas.replicant,
    };
}
