/**
 * What ACK leaves of a Linux node for pods. Sources: Alibaba Cloud, ACK "Resource reservation policy" (2025-03-11 and later; memory by
 * the rule of Kubernetes 1.28 and later), as karpenter-provider-alibabacloud computes it (types.go, 2025-09-25); eviction below
 * 300 MiB: ACK "Custom kubelet parameters".
 */
export const ALLOCATABLE_SOURCE =
    'Alibaba Cloud, ACK "Resource reservation policy" (Kubernetes 1.28 and later); requests of terway-eniip and csi-plugin by their charts, 2026-07 and 2026-08';

/** vCPUs and GiB of one node that pods may request. */
export interface Allocatable {
    readonly vcpus: number;
    readonly memoryGiB: number;
}

/** Share of each vCPU that is reserved; further ones cost the last share. */
const RESERVED_OF_VCPU = [0.06, 0.01, 0.005, 0.005, 0.0025];

const MIB = 1 / 1024;
/** Of a machine's memory, what the virtual machine and the kernel keep: the node reports the rest as its capacity. */
const KEPT_BY_MACHINE = 0.065;
const EVICTION_GIB = 300 * MIB;
/** Memory that is reserved, for each pod that the node can run and at all; a quarter of the node's at the most. */
const RESERVED_GIB = { each: 11 * MIB, fixed: 255 * MIB, mostShare: 0.25 };

/** The most pods that a node of this package's clusters can run: a range of Flannel. Terway's nodes have fewer addresses. */
const MOST_PODS = 256;

/** Pods of a Terway node that need no address of their own. */
export const HOST_NETWORK_PODS = 3;

/**
 * Requests of what runs on every node of a cluster that this package makes, rounded up: terway-eniip 350m and 200Mi, csi-plugin 130m
 * and 176Mi. Whoever adds log or metrics agents has less.
 */
export const DAEMON_SETS: Allocatable = { vcpus: 0.5, memoryGiB: 0.4 };

/**
 * What the pods of EMQX may request of a node of so many vCPUs and GiB that can run so many pods: without the reservations of
 * kubelet and system, the eviction threshold and the cluster's DaemonSets. Never below 0.
 */
export function allocatable(vcpus: number, memoryGiB: number, pods: number = MOST_PODS): Allocatable {
    const capacity = memoryGiB * (1 - KEPT_BY_MACHINE);
    const { each, fixed, mostShare } = RESERVED_GIB;
    const reserved = Math.min(each * pods + fixed, mostShare * memoryGiB);
    return {
        vcpus: Math.max(0, vcpus - reservedVcpus(vcpus) - DAEMON_SETS.vcpus),
        memoryGiB: Math.max(0, capacity - reserved - EVICTION_GIB - DAEMON_SETS.memoryGiB),
    };
}

function reservedVcpus(vcpus: number): number {
    const further = RESERVED_OF_VCPU.at(-1) as number;
    const first = RESERVED_OF_VCPU.slice(0, -1);
    const ofFirst = first.reduce((sum, share, at) => sum + share * Math.min(1, Math.max(0, vcpus - at)), 0);
    return ofFirst + further * Math.max(0, vcpus - first.length);
}
