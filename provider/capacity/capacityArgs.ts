import type * as pulumi from "@pulumi/pulumi";

/**
 * Figures of one node that carries connections, where Alibaba Cloud's table in this package does not have its type or yours is
 * another. vCPUs and memory are `kernel.vcpus` and `kernel.memoryGiB`.
 */
export interface NodeFiguresArgs {
    /**
     * Connections that one ECS instance takes, as its instance family's page says.
     * @default from the table
     */
    connections?: pulumi.Input<number>;
    /**
     * Base bandwidth of one ECS instance inside the VPC, Gbit/s.
     * @default from the table
     */
    gbps?: pulumi.Input<number>;
    /**
     * Packets a second that one ECS instance forwards.
     * @default from the table
     */
    packetsPerSecond?: pulumi.Input<number>;
    /**
     * Pods that one node can run: with Terway the addresses of its network interfaces, with Flannel its address range.
     * @default from the table
     */
    pods?: pulumi.Input<number>;
}

/** What the load balancer carries, where it is another than Alibaba Cloud publishes, e.g. after a ticket. */
export interface LoadBalancerFiguresArgs {
    /**
     * Connections of all its addresses together.
     * @default as published: 5,000,000 a zone (Nlb), 1,000,000 (Clb)
     */
    connections?: pulumi.Input<number>;
    /**
     * New connections a second of all its addresses together.
     * @default as published: 200,000 a zone (Nlb), 100,000 (Clb)
     */
    connectsPerSecond?: pulumi.Input<number>;
    /**
     * Bandwidth of all its addresses together, both directions, Gbit/s.
     * @default as published: 50 a zone (Nlb), 5 (Clb)
     */
    gbps?: pulumi.Input<number>;
    /**
     * Packets a second of all its addresses together.
     * @default as published: 8,000,000 a zone (Nlb)
     */
    packetsPerSecond?: pulumi.Input<number>;
    /**
     * Pods or nodes behind it.
     * @default the quota: 400 (Nlb), 200 (Clb)
     */
    backends?: pulumi.Input<number>;
}

/** Quotas of the account, where they were raised. */
export interface QuotaArgs {
    /**
     * Nodes of one ACK cluster.
     * @default 100
     */
    nodes?: pulumi.Input<number>;
    /**
     * Node pools of one ACK cluster.
     * @default 20
     */
    nodePools?: pulumi.Input<number>;
}

/**
 * How the stack is checked against what its parts carry. A change makes and restarts nothing; it decides what is refused
 * before the first resource. See `docs/capacity.md`.
 */
export interface CapacityArgs {
    /**
     * Nodes with connections that may fail at once: the others must carry everything. 0 does without that reserve. A stack
     * with one such node loses none.
     * @default 1
     */
    nodesLost?: pulumi.Input<number>;
    /**
     * CPU that your clients cost in relation to what is published and measured (`docs/capacity.md`): 2 where rules, bridges or
     * retained messages double it, less than 1 where you measured less.
     * @default 1
     */
    cpuFactor?: pulumi.Input<number>;
    /**
     * Connections that your EMQX license allows.
     * @default not checked
     */
    licensedConnections?: pulumi.Input<number>;
    /** Figures of one node with connections, where they are not in the table. */
    node?: NodeFiguresArgs;
    /** Figures of the load balancer, where they are not the published ones. */
    loadBalancer?: LoadBalancerFiguresArgs;
    /** Quotas of the account, where they were raised. */
    quotas?: QuotaArgs;
}
