import type * as pulumi from "@pulumi/pulumi";

/** Sizes of the Erlang virtual machine. A change restarts EMQX. */
export interface NodeLimitsArgs {
    /**
     * `node.process_limit`: Erlang processes a node may have; every connection needs one and a few more.
     * @default 2097152 (EMQX's default and the source article)
     */
    processLimit?: pulumi.Input<number>;
    /**
     * `node.max_ports`: sockets and files a node may have open; every TCP connection needs one.
     * @default 1048576 (EMQX's default and the source article)
     */
    maxPorts?: pulumi.Input<number>;
    /**
     * `node.dist_buffer_size` in KB: how much may wait to be sent to another node before senders are held up.
     * @default 16384 (16 MB, the source article)
     */
    distBufferSizeKb?: pulumi.Input<number>;
}
