import type * as pulumi from "@pulumi/pulumi";
import type { KernelProfileArgs } from "./kernel";

/** What the nodes of a pool are for. */
export enum NodeRole {
    /** EMQX core nodes. */
    Core = "core",
    /** EMQX replicant nodes, which hold the connections. */
    Replicant = "replicant",
}

/** Whether other pods are kept off the nodes. */
export enum Dedication {
    /** Only EMQX's pods and what tolerates everything. */
    Exclusive = "Exclusive",
    /** Others come here only when there is no other node: for a cluster whose add-ons have no nodes of their own. */
    Preferred = "Preferred",
    /** Anybody. */
    Shared = "Shared",
}

/**
 * Shape of a node pool. What only nodes made later get (preferred instance type, system disk, operating system, key pair) is part of
 * the pool's identity, like the kernel profile: with `KernelRollout.ReplacePool` a change makes a new pool, EMQX moves over, and the
 * old pool goes. In the other modes a change applies to new nodes only.
 */
export interface NodePoolArgs {
    /**
     * ECS instance types in order of preference, e.g. `["ecs.c7.8xlarge", "ecs.g7.8xlarge"]`. Another first one is another
     * pool; fallbacks behind it apply to new nodes only.
     * @default `ecs.c7.2xlarge` for cores, `ecs.c7.4xlarge` for replicants
     */
    instanceTypes?: string[];
    /**
     * Nodes in the pool. A change adds or removes nodes; removing is not preceded by an evacuation of EMQX.
     * @default 3
     */
    nodes?: pulumi.Input<number>;
    /**
     * Size of the system disk in GiB, 40 to 2048. Another one is another pool.
     * @default 120
     */
    systemDiskGiB?: pulumi.Input<number>;
    /**
     * Kind of the system disk: `cloud_essd`, `cloud_auto`, `cloud_ssd`, `cloud_efficiency` or `cloud_essd_entry`.
     * Another one is another pool.
     * @default "cloud_essd"
     */
    systemDiskCategory?: pulumi.Input<string>;
    /**
     * Operating system: `AliyunLinux3` or `AliyunLinux4`, or their `Arm64` and `ContainerOptimized` forms. Another
     * one is another pool.
     * @default "AliyunLinux3"
     */
    imageType?: pulumi.Input<string>;
    /**
     * Name of an ECS key pair for SSH. Another one is another pool.
     * @default none: no SSH
     */
    keyName?: pulumi.Input<string>;
    /**
     * Whether other pods are kept off the nodes. A change is synced to running nodes.
     * @default Dedication.Exclusive; in `EmqxOnAck` with a new cluster Dedication.Preferred for the cores, where add-ons run
     */
    dedication?: Dedication;
    /**
     * Labels of the nodes, beside ours. A change is synced to running nodes.
     * @default none
     */
    labels?: { [key: string]: pulumi.Input<string> };
    /**
     * Tags of the ECS instances.
     * @default none
     */
    tags?: { [key: string]: pulumi.Input<string> };
}

/** A pool of nodes with tuned kernel parameters. */
export interface TunedNodePoolArgs {
    /** Id of the ACK cluster. A change replaces the pool. */
    clusterId: pulumi.Input<string>;
    /** What the nodes are for; becomes a label and a taint. */
    role: NodeRole;
    /** vSwitches of the nodes, in two or more zones; nodes are spread evenly. A change applies to new nodes only. */
    vswitchIds: pulumi.Input<string>[];
    /**
     * Kernel parameters. How a change reaches running nodes is the profile's `rollout`: by default a new pool is made,
     * and the old one goes after everything that depends on the pool has moved. What else is on its nodes goes with them, unless a
     * `NodeDrain` moves it first. `KernelRollout.DaemonSet` needs a `NodeTuning` on the pool's nodes beside it (`EmqxOnAck` makes
     * both).
     * @default KernelPreset.Standard
     */
    kernelProfile?: KernelProfileArgs;
    /** Shape of the pool. */
    pool?: NodePoolArgs;
}
