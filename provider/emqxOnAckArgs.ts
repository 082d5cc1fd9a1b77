import type * as pulumi from "@pulumi/pulumi";
import type { ExistingClusterArgs, NewClusterArgs } from "./ack/ackClusterArgs";
import type { CapacityArgs } from "./capacity/capacityArgs";
import type { TrafficArgs } from "./capacity/trafficArgs";
import type { CertManagerChartArgs } from "./certManager/certManagerArgs";
import type { EmqxArgs } from "./emqx/args/emqxClusterArgs";
import type { LoadBalancerArgs } from "./loadBalancer/mqttLoadBalancerArgs";
import type { KernelProfileArgs } from "./nodes/kernel";
import type { NodePoolArgs } from "./nodes/tunedNodePoolArgs";
import type { OperatorArgs } from "./operator/emqxOperatorArgs";
import type { TolerationArgs } from "./scheduling/toleration";

/** Nodes that exist already, instead of node pools of the stack. */
export interface ExistingNodesArgs {
    /** Labels of the nodes that are tuned and run EMQX. For cores and replicants apart, add `emqx.cores.nodeSelector`. */
    nodeSelector: { [label: string]: pulumi.Input<string> };
    /**
     * Taints of the nodes that EMQX's pods put up with.
     * @default none
     */
    tolerations?: TolerationArgs[];
    /**
     * The kubelets permit the profile's sysctls (`kubeletConfiguration.allowedUnsafeSysctls` of your node pool; `emqx-ack
     * kernel` lists them). Without it only what Kubernetes calls safe is set in the pods: bursts of connects are then held
     * up at 4,096.
     * @default false
     */
    kubeletPermitsSysctls?: boolean;
}

/** The whole stack: from node pools to load balancer. */
export interface EmqxOnAckArgs {
    /** Make an ACK cluster. Exactly one of this and `existingCluster`. */
    newCluster?: NewClusterArgs;
    /** Use an ACK cluster that exists. Exactly one of this and `newCluster`. */
    existingCluster?: ExistingClusterArgs;
    /**
     * MQTT connections the stack is made for. It sizes kernel parameters and time limits and is checked against the
     * load balancer; it makes no node. Kernel parameters go by steps (100,000, 250,000, 500,000, 1,000,000 ... on a node when
     * another is lost): only a change beyond a step changes them, which rolls nodes and EMQX.
     * @default 100000
     */
    connections?: number;
    /**
     * What clients do beside being connected: messages, connect rate. Only checked, before anything is made.
     * @default only connections are checked
     */
    traffic?: TrafficArgs;
    /** How the stack is checked against what its parts carry: nodes that may be lost, figures no table has, quotas, license. */
    capacity?: CapacityArgs;
    /** Nodes of the EMQX cores. */
    corePool?: NodePoolArgs;
    /** Nodes of the EMQX replicants. */
    replicantPool?: NodePoolArgs;
    /**
     * Run on nodes that exist, tuned by a DaemonSet, and make no pools.
     * @default the stack makes its two pools
     */
    existingNodes?: ExistingNodesArgs;
    /**
     * Kernel parameters of nodes and pods, where they should differ from what follows from `connections` and the instance
     * types. See `docs/kernel.md`.
     */
    kernel?: KernelProfileArgs;
    /**
     * Registry and namespace that hold copies of every image the stack runs, e.g.
     * `registry-vpc.cn-hangzhou.aliyuncs.com/mqtt`: for mainland China and networks without a way out. README lists the
     * images. A change restarts everything.
     * @default Docker Hub and quay.io
     */
    imageRegistry?: pulumi.Input<string>;
    /**
     * How cert-manager is installed. Operator lines without a webhook need none, and get one only where this is given. One that the
     * stack made for an earlier line stays until `false`: leaving this out then stops the update, `{}` keeps it, and `false` removes
     * it with everything that it does (its Certificates are no longer renewed).
     * @default cert-manager where the operator's line needs it
     */
    certManager?: CertManagerChartArgs | false;
    /**
     * cert-manager is there already; do not install it. A second stack on a Kubernetes cluster needs it.
     * @default false
     */
    existingCertManager?: boolean;
    /** How the EMQX operator is installed. */
    operator?: OperatorArgs;
    /**
     * The EMQX operator (2.2.29 or a later 2.2) is there already; do not install it. A second stack on a Kubernetes cluster needs it:
     * one operator serves all.
     * @default false
     */
    existingOperator?: boolean;
    /** What EMQX is to be. */
    emqx?: EmqxArgs;
    /** What the load balancer is to be. */
    loadBalancer: LoadBalancerArgs;
    /**
     * Refuse to delete what holds data: the ACK cluster, EMQX's namespace, the EMQX object, its cookie (Pulumi's
     * `protect`).
     * @default false
     */
    protect?: boolean;
}
