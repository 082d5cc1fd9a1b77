import type * as pulumi from "@pulumi/pulumi";

/** How pods get their addresses. Fixed for the life of a cluster. */
export enum NetworkPlugin {
    /** Pods have addresses of the VPC, and the load balancer reaches them without a hop. */
    Terway = "Terway",
    /** Pods have addresses of an overlay range; the load balancer goes through a node's port. The source article's. */
    Flannel = "Flannel",
}

/** A vSwitch and the zone it is in. */
export interface ZoneVswitchArgs {
    /** Zone, e.g. `cn-hangzhou-g`. */
    zoneId: pulumi.Input<string>;
    /** Id of the vSwitch, e.g. `vsw-bp1...`. */
    vswitchId: pulumi.Input<string>;
}

/** An ACK cluster to be made, with its network. */
export interface NewClusterArgs {
    /**
     * Zones of the nodes, two to five of the provider's region, e.g. `["cn-hangzhou-g", "cn-hangzhou-h"]`. Their order does not matter. Adding one
     * makes vSwitches, restarts the control plane, and lets new nodes and the load balancer use the zone; with Terway its
     * pod vSwitch has to be added to the network plug-in by hand. Removing one fails while nodes or a load
     * balancer are in it, and neither goes by itself: the review says the steps.
     */
    zones: string[];
    /**
     * Name of the cluster in the ACK console. A change renames it.
     * @default name of the component
     */
    clusterName?: pulumi.Input<string>;
    /**
     * Kubernetes version, e.g. `"1.35.2-aliyun.1"`. A higher one upgrades the control plane; a lower one is refused.
     * @default the newest that ACK offers when the cluster is made
     */
    version?: pulumi.Input<string>;
    /**
     * Size of the control plane: `ack.pro.small`, `.xlarge`, `.2xlarge`, `.4xlarge`, or `ack.standard`.
     * @default "ack.pro.small"
     */
    clusterSpec?: pulumi.Input<string>;
    /**
     * Network plug-in. A change replaces the cluster.
     * @default NetworkPlugin.Terway
     */
    networkPlugin?: NetworkPlugin;
    /**
     * Address range of the VPC, /8 to /16; every zone gets a 64th of it for nodes and another for pods. A change
     * replaces everything.
     * @default "10.0.0.0/8"
     */
    vpcCidr?: string;
    /**
     * Address range of Services, outside `vpcCidr`. A change replaces the cluster.
     * @default "172.21.0.0/20"
     */
    serviceCidr?: string;
    /**
     * Address range of pods, outside `vpcCidr`; with Flannel only. A change replaces the cluster.
     * @default "172.20.0.0/16"
     */
    podCidr?: string;
    /**
     * Offer the Kubernetes API on the internet. Without it `pulumi up` must run inside the VPC or a network joined to it.
     * @default false
     */
    publicApiEndpoint?: boolean;
    /**
     * A NAT gateway with a public address, so that nodes can pull images from the internet. Not needed where a registry
     * inside the VPC has them all (`imageRegistry`).
     * @default true
     */
    natGateway?: boolean;
    /**
     * ACK refuses to delete the cluster while this is on.
     * @default false
     */
    deletionProtection?: pulumi.Input<boolean>;
    /**
     * Tags of VPC, vSwitches and cluster.
     * @default none
     */
    tags?: { [key: string]: pulumi.Input<string> };
}

/** An ACK cluster that exists already. */
export interface ExistingClusterArgs {
    /** Id of the cluster, e.g. `c1a2b3...`. */
    clusterId: pulumi.Input<string>;
    /**
     * Credentials for the Kubernetes API, as the text of a kubeconfig.
     * @default fetched from ACK with the account's own rights, valid long-term
     */
    kubeconfig?: pulumi.Input<string>;
    /** vSwitches for new nodes and for the load balancer. */
    vswitches: ZoneVswitchArgs[];
    /**
     * Network plug-in that the cluster has; it decides how the load balancer reaches the pods.
     * @default NetworkPlugin.Terway
     */
    networkPlugin?: NetworkPlugin;
}

/** Exactly one of the two. */
export interface AckClusterArgs {
    /** Make a cluster. */
    newCluster?: NewClusterArgs;
    /** Use one that exists; nothing of it is changed. */
    existingCluster?: ExistingClusterArgs;
    /**
     * Refuse to delete the cluster (Pulumi's `protect`).
     * @default false
     */
    protect?: boolean;
}
