import type * as pulumi from "@pulumi/pulumi";

/** Sizes of the Erlang virtual machine. A change restarts EMQX. */
export interface NodeLimitsArgs {
    /**
     * `node.max_ports`: sockets and files a node may have open; every TCP connection needs one. EMQX lets a node have
     * twice as many Erlang processes. At most 67108863.
     * @default 1048576 (EMQX's default and the source article)
     */
    maxPorts?: pulumi.Input<number>;
    /**
     * `node.dist_buffer_size` in KB: how much may wait to be sent to another node before senders are held up.
     * @default 16384 (16 MB, the source article)
     */
    distBufferSizeKb?: pulumi.Input<number>;
}
