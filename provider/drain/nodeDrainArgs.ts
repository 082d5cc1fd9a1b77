import type * as pulumi from "@pulumi/pulumi";

/** A pool whose former nodes are emptied. */
export interface DrainedPoolArgs {
    /** Name of the `TunedNodePool`, which is a label of its nodes. */
    pool: pulumi.Input<string>;
    /**
     * Id of the pool that is there now: `nodePoolId` of the `TunedNodePool`. Nodes of this name and another id are emptied.
     * @default none: the pool is taken out of the program, and all of its nodes are emptied
     */
    nodePoolId?: pulumi.Input<string>;
    /**
     * Identity of the pool that is there now: `emqx-ack.io/pool-identity` of its `nodeSelector`. It decides about nodes that do not
     * say of which pool of ACK they are; ACK's own label says it on all that ACK has made.
     * @default none: such nodes are left alone
     */
    identity?: pulumi.Input<string>;
}

/** Which nodes are emptied, and when. A change of these inputs alone moves nothing. */
export interface NodeDrainArgs {
    /** Pools whose former nodes are emptied: those that ACK has made under their name before, and that go with this update. */
    pools: DrainedPoolArgs[];
    /**
     * Namespace of EMQX: `namespace` of the `EmqxCluster`, which is known once EMQX has rolled out. Nothing is emptied before, and
     * pods of EMQX are never evicted.
     */
    namespace: pulumi.Input<string>;
    /**
     * Credentials for the Kubernetes API, as the text of a kubeconfig.
     * @default the current kubeconfig of whoever runs Pulumi
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * Minutes after which an update fails whose old nodes are not empty; they stay until a later one has emptied them.
     * @default 30
     */
    timeoutMinutes?: pulumi.Input<number>;
}
