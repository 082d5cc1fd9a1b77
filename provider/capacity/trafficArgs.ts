import type * as pulumi from "@pulumi/pulumi";

/**
 * What clients do, for the capacity check before anything is made. A change makes and restarts nothing; keep-alive is
 * `loadBalancer.keepAliveSeconds`, TLS follows from the listeners.
 */
export interface TrafficArgs {
    /**
     * Messages a second that all clients publish together.
     * @default 0 when `deliveredPerSecond` is given; otherwise messages are not checked
     */
    publishedPerSecond?: pulumi.Input<number>;
    /**
     * Messages a second that all subscribers receive together: a message with ten subscribers counts ten times.
     * @default `publishedPerSecond`, one subscriber a message
     */
    deliveredPerSecond?: pulumi.Input<number>;
    /**
     * Bytes of payload of a message, on average.
     * @default 1024
     */
    payloadBytes?: pulumi.Input<number>;
    /**
     * Quality of service of publishers and subscribers: 0, 1 or 2.
     * @default 1
     */
    qos?: pulumi.Input<number>;
    /**
     * New connections a second while clients come up, also after an outage, all together.
     * @default for CPU, the clients of the nodes that may be lost, within 63 s; listeners and load balancer are not checked
     */
    connectsPerSecond?: pulumi.Input<number>;
}
