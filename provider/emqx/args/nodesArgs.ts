import type * as pulumi from "@pulumi/pulumi";
import type { TolerationArgs } from "../../scheduling/toleration";

/** CPU and memory of a container, as Kubernetes quantities. A change restarts EMQX. */
export interface ResourcesArgs {
    /** CPU that the scheduler sets aside, e.g. `"4"` or `"500m"`. During an upgrade old and new pods hold it at once. */
    cpuRequest?: pulumi.Input<string>;
    /** Memory that the scheduler sets aside, e.g. `"8Gi"`. During an upgrade old and new pods hold it at once. */
    memoryRequest?: pulumi.Input<string>;
    /**
     * CPU that it may use at the most.
     * @default no limit
     */
    cpuLimit?: pulumi.Input<string>;
    /**
     * Memory that it may use at the most; beyond it the kernel kills the broker and all its connections.
     * @default no limit
     */
    memoryLimit?: pulumi.Input<string>;
}

/** The disk of each core node, which holds the cluster's database: users, rules, retained messages. */
export interface CoreStorageArgs {
    /**
     * Size of each disk. Alibaba Cloud disks start at 20Gi. A change restarts EMQX onto new disks, which are filled from the
     * running cores; on operator line 3.0 it restarts nothing, and larger disks grow in place (never smaller).
     * @default "40Gi"
     */
    size?: pulumi.Input<string>;
    /**
     * StorageClass; it should bind with `WaitForFirstConsumer`, since disks live in one zone. A change restarts EMQX
     * onto new disks, which are filled from the running cores.
     * @default the Kubernetes cluster's default class; `EmqxOnAck` makes one for ESSD disks
     */
    storageClassName?: pulumi.Input<string>;
    /**
     * Keep the database in the pod and lose it with the pod: for trying things only. Not on operator line 3.0.
     * @default false
     */
    ephemeral?: boolean;
}

/** Core nodes: they hold the database, serve dashboard and API, and should be few. */
export interface CoreNodesArgs {
    /**
     * How many. Three survive the loss of one. A change adds or removes pods without touching the others.
     * @default 3
     */
    replicas?: number;
    /**
     * CPU and memory of each core. A change restarts EMQX.
     * @default requests of 500m CPU and 1Gi memory, no limits
     */
    resources?: ResourcesArgs;
    /**
     * Disk of each core. A change restarts EMQX onto new disks, which are filled from the running cores.
     * @default 40Gi of the cluster's default StorageClass
     */
    storage?: CoreStorageArgs;
    /**
     * Labels a node must have to run a core. A change restarts EMQX.
     * @default none
     */
    nodeSelector?: { [label: string]: pulumi.Input<string> };
    /**
     * Taints that cores put up with. A change restarts EMQX.
     * @default none
     */
    tolerations?: TolerationArgs[];
}

/** Replicant nodes: they hold the MQTT connections and no data of their own. */
export interface ReplicantNodesArgs {
    /**
     * How many; 0 lets the cores take the MQTT connections. A change adds or removes pods; those on a removed pod
     * reconnect, without an orderly evacuation.
     * @default 3
     */
    replicas?: number;
    /**
     * CPU and memory of each replicant. A change restarts EMQX.
     * @default requests of 1 CPU and 2Gi memory, no limits
     */
    resources?: ResourcesArgs;
    /**
     * Labels a node must have to run a replicant. A change restarts EMQX.
     * @default none
     */
    nodeSelector?: { [label: string]: pulumi.Input<string> };
    /**
     * Taints that replicants put up with. A change restarts EMQX.
     * @default none
     */
    tolerations?: TolerationArgs[];
}
