import type { Provider } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AckCluster } from "./ack/ackCluster";
import type { EmqxOnAckArgs } from "./emqxOnAckArgs";
import type { StackPlan } from "./plan/stackPlan";

/** What every link of the chain is given. */

export interface Stack {
    readonly name: string;
    readonly args: EmqxOnAckArgs;
    readonly plan: StackPlan;
    readonly parent: pulumi.ComponentResource;
    readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

/** The ACK cluster and the Kubernetes provider for everything in it. */
export interface Cluster {
    readonly ack: AckCluster;
    readonly kubernetes: Provider;
    /** Options for what is pointless to delete one by one when the cluster itself is destroyed. */
    readonly inside: pulumi.ComponentResourceOptions;
    /** What the rest of the stack comes after: the cluster, and that the change of EMQX is one that may be made. */
    readonly allowed: Stack["dependsOn"];
}
