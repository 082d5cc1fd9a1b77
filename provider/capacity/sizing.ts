import type { NetworkPlugin } from "../ack/ackClusterArgs";
import type { Kind as LoadBalancerKind, LoadBalancerLimits } from "../alibaba/loadBalancerLimits";
import type { NodeRole } from "../nodes/tunedNodePoolArgs";
import { figure } from "../wording/figures";
import type { NodeFigures } from "./nodeFigures";

/**
 * A stack as the arithmetic sees it. NaN stands for a figure that is not known before the update; absent is what nobody gave
 * and no table has.
 */
export interface Sizing {
    /** Nodes that hold the connections. */
    readonly takers: TakersSizing;
    /** The EMQX pods of every role, and the nodes for them. */
    readonly roles: readonly RoleSizing[];
    readonly loadBalancer: LoadBalancerSizing;
    readonly network: NetworkSizing;
    /** A changed kernel profile makes new pools beside the old ones. */
    readonly poolsDouble: boolean;
    readonly ownsPools: boolean;
    readonly nodeQuota: number;
    readonly nodePoolQuota: number;
    readonly license: LicenseSizing;
}

export interface TakersSizing {
    readonly role: NodeRole;
    readonly pods: number;
    readonly nodesLost: number;
    readonly node: NodeFigures;
    readonly pod: PodLimits;
    readonly nofile: number;
    readonly conntrackEntries: number;
    readonly maxPorts: number;
    /** A listener has TCP: a connection is then a file and a port; with QUIC it is not. */
    readonly tcp: boolean;
    /** Of all listeners together, in one broker. */
    readonly listenerConnections: number;
    readonly listenerRate: number;
    /** Path of a listener's input, e.g. `emqx.listeners.tcp`. */
    readonly listenerPath: string;
}

export interface PodLimits {
    /** vCPUs. */
    readonly cpu?: number;
    /** GiB. */
    readonly memory?: number;
}

export interface RoleSizing {
    readonly role: NodeRole;
    readonly pods: number;
    /** Old and new pods at the most while they are replaced, and where that can be read. */
    readonly peak: { readonly pods: number; readonly source: string };
    readonly nodes: number;
    readonly vcpus?: number;
    readonly memoryGiB?: number;
    /** Pods that one node can run. */
    readonly podsPerNode?: number;
    /** Pods that the kubelet takes, those without an address of their own included; absent where that is not known. */
    readonly maxPods?: number;
    readonly cpuRequest: number;
    /** GiB. */
    readonly memoryRequest: number;
}

export interface LoadBalancerSizing {
    readonly kind: LoadBalancerKind;
    readonly zones: number;
    readonly limits: LoadBalancerLimits;
    /** Of all addresses together. */
    readonly maxConnectRate?: number;
    /** Behind it are nodes and not pods. */
    readonly nodePort: boolean;
}

export interface NetworkSizing {
    readonly plugin: NetworkPlugin;
    readonly zones: number;
    /** Absent for a cluster that exists: what is free there is not known. */
    readonly addresses?: {
        /** In the vSwitch of one zone. */
        readonly nodes: number;
        /** In the vSwitch of one zone; with Flannel none. */
        readonly pods?: number;
        /** Nodes whose pods find a range; with Flannel only. */
        readonly nodeRanges?: number;
    };
}

export interface LicenseSizing {
    /** Whether EMQX asks for one. */
    readonly asked: boolean;
    /** Connections that EMQX takes without one; absent where that is no matter of connections, or there is one. */
    readonly withoutIt?: number;
    /** What it allows; absent where nobody says. */
    readonly connections?: number;
    readonly messagesPerSecond?: number;
    /** Which input says so, and what that is. */
    readonly input: string;
    readonly source: string;
    /** Too many are told where the license itself is checked. */
    readonly checkedElsewhere: boolean;
}

/** Brokers that are left to carry everything; of a single one none is lost. */
export function leftOf({ pods, nodesLost }: TakersSizing): number {
    return Math.max(1, pods - nodesLost);
}

/** The most pods of an upgrade, after a sentence has named how many run. */
export function peakInWords(running: number, peak: number): string {
    return peak === 2 * running ? "twice that" : figure(peak);
}

/** Property of EmqxOnAck's arguments with the pool of a role. */
export function poolPath(role: NodeRole): "corePool" | "replicantPool" {
    return role === "core" ? "corePool" : "replicantPool";
}

/** Property of EmqxOnAck's arguments with the pods of a role. */
export function podsPath(role: NodeRole): "emqx.cores" | "emqx.replicants" {
    return role === "core" ? "emqx.cores" : "emqx.replicants";
}
