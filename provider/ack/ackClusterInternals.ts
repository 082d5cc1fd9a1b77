import type * as cs from "@pulumi/alicloud/cs";
import type * as pulumi from "@pulumi/pulumi";
import type { ZoneVswitchArgs } from "./ackClusterArgs";

/**
 * What other components of this package need of a cluster and its schema cannot express. In a map of its own, since
 * every member of a component class, private ones too, would become an output.
 */
export interface AckClusterInternals {
    readonly clusterId: pulumi.Output<string>;
    readonly kubeconfig: pulumi.Output<string>;
    readonly vswitches: ZoneVswitchArgs[];
    readonly vpcId: pulumi.Output<string>;
    /** The cluster when it is ours: destroying it makes deleting what runs in it pointless. */
    readonly cluster?: cs.ManagedKubernetes;
    /** What nodes need before they can pull an image. */
    readonly readyForNodes: pulumi.Resource[];
}

const internals = new WeakMap<pulumi.ComponentResource, AckClusterInternals>();

export function setAckClusterInternals(cluster: pulumi.ComponentResource, parts: AckClusterInternals): void {
    internals.set(cluster, parts);
}

export function ackClusterInternals(cluster: pulumi.ComponentResource): AckClusterInternals {
    return internals.get(cluster) as AckClusterInternals;
}
