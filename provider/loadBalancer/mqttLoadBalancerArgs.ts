import type * as pulumi from "@pulumi/pulumi";
import type { ZoneVswitchArgs } from "../ack/ackClusterArgs";
import type { ListenersArgs } from "../emqx/listeners/listenersArgs";
import type { NodeRole } from "../nodes/tunedNodePoolArgs";

/** Kind of load balancer. A change makes the new one before the old one goes; clients must learn its address. */
export enum LoadBalancerKind {
    /** Network Load Balancer: two zones or more, 5,000,000 connections a zone, can drain connections. */
    Nlb = "Nlb",
    /** Classic Load Balancer: 1,000,000 connections, and no QUIC. */
    Clb = "Clb",
}

/** How the load balancer reaches the pods; follows from the cluster's network plug-in. */
export enum LoadBalancerBackend {
    /** Straight to the pods' addresses (Terway). */
    Eni = "Eni",
    /** Through a port of the nodes that run a pod (Flannel). */
    NodePort = "NodePort",
}

/** What the load balancer is to be. */
export interface LoadBalancerArgs {
    /** Kind of load balancer. */
    kind: LoadBalancerKind;
    /**
     * Give the MQTT listeners a public address. Whoever finds it can try to connect. Never applies to the dashboard.
     * @default false: an address inside the VPC only
     */
    exposeToInternet?: boolean;
    /**
     * A load balancer of its own for dashboard and API (port 18083), inside the VPC, in front of the cores.
     * @default true
     */
    dashboard?: boolean;
    /**
     * Seconds after which an idle TCP connection is cut, 10 to 900. One and a half times the clients' keep-alive must fit. QUIC has 20
     * whatever stands here, and a keep-alive of its own that EMQX sends.
     * @default 900
     */
    idleTimeoutSeconds?: number;
    /**
     * Longest keep-alive that clients use, in seconds; only checked against the idle timeout.
     * @default not checked
     */
    keepAliveSeconds?: number;
    /**
     * Seconds that connections to a pod live on after it left the load balancer, 10 to 900. During an upgrade all old
     * pods leave at once, and what has not been moved by then reconnects at once.
     * @default 900
     */
    connectionDrainSeconds?: number;
    /**
     * New connections a second at the most, for each address of an `Nlb`: keeps a storm of reconnects off the brokers. Taken out, the
     * limit goes.
     * @default no limit, which is written
     */
    maxConnectRate?: number;
    /**
     * More annotations for the MQTT Services, e.g. `pulumi.com/skipAwait`. The controller's are held against what it reads for the kind;
     * one that is taken out stays as it is at the load balancer, so write the value that switches it off first
     * (docs/load-balancer.md). Those this component writes cannot be changed here, but for how a `Clb` that exists is paid for: one bought by size stays so with
     * `service.beta.kubernetes.io/alibaba-cloud-loadbalancer-instance-charge-type: PayBySpec` and its size in `...-spec`, which
     * then count for the dashboard's, too. Nothing is sold by size any more.
     * @default none
     */
    annotations?: { [name: string]: pulumi.Input<string> };
}

/**
 * What stands in front of an `EmqxCluster`, by annotations for Alibaba Cloud's controller (CCM). In front of another EMQX
 * object its pods must name their ports `mqtt-tcp`, `mqtt-ssl`, `mqtt-ws`, `mqtt-wss`, `mqtt-quic`, and `mqtt-` with the name
 * for those under `more`.
 */
export interface MqttLoadBalancerArgs extends LoadBalancerArgs {
    /** Namespace of the EMQX cluster. */
    namespace: pulumi.Input<string>;
    /**
     * Name of the EMQX object.
     * @default "emqx"
     */
    instanceName?: string;
    /**
     * The listeners to offer: the same value that the EMQX cluster has.
     * @default tcp on 1883
     */
    listeners?: ListenersArgs;
    /**
     * Which EMQX nodes take the connections.
     * @default NodeRole.Replicant
     */
    backendRole?: NodeRole;
    /**
     * Zones and vSwitches the load balancer has addresses in: two or more for `Nlb`, the first one counts for `Clb`.
     * Required for `Nlb`. A zone that an `Nlb` gets gets an address; one that is only taken away keeps it, since the controller takes no
     * zone away by itself.
     */
    vswitches?: ZoneVswitchArgs[];
    /**
     * How it reaches the pods.
     * @default LoadBalancerBackend.Eni
     */
    backend?: LoadBalancerBackend;
    /**
     * Connections it is made for; only checked against what the kind carries.
     * @default 100000
     */
    connections?: number;
}
