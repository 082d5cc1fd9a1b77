/** Which node the kernel profile is meant for when nothing closer is known. */
export enum KernelPreset {
    /**
     * 100,000 connections on a node of 16 vCPU and 32 GiB (ecs.c7.4xlarge), containers keep ACK's own limit of
     * 1,048,576 open files, so no node restarts containerd.
     */
    Standard = "Standard",
    /**
     * 250,000 connections on a node of 64 vCPU and 128 GiB (ecs.c7.16xlarge): a million over five nodes, one of
     * them lost. Containers get 2,097,152 open files, the figure of EMQX's tuning guide.
     */
    Million = "Million",
}

/** How a changed kernel profile reaches nodes that already run. */
export enum KernelRollout {
    /**
     * New node pools with the new profile are made first, EMQX is rolled onto them, then the old pools go. Needs
     * room for both for as long as the rollout takes; every client reconnects once, at the rates of the rollout.
     */
    ReplacePool = "ReplacePool",
    /**
     * A privileged DaemonSet writes the node's values within minutes, and again every few minutes. Pods are
     * rolled only when a value of their own namespace changed.
     */
    DaemonSet = "DaemonSet",
    /** Only nodes that join later get the new values. Running nodes keep the old ones for as long as they live. */
    NewNodes = "NewNodes",
}

/**
 * The kernel profile of the nodes and pods that carry MQTT connections. Every value follows from connections,
 * memory and vCPU of one node; a change reaches running nodes by the way `rollout` says.
 */
export interface KernelProfileArgs {
    /** Where connections, memory and vCPU come from unless they are given. Default: Standard. */
    preset?: KernelPreset;
    /**
     * Connections that one node must hold when another node is lost, e.g. 1,000,000 over 5 nodes: 250000.
     * Default: 100000 (Standard), 250000 (Million).
     */
    connectionsPerNode?: number;
    /**
     * Memory of one node in GiB; with several instance types that of the preferred one. What a connection's buffers start
     * with follows from it; TCP's memory follows from what the node really has. Default: 32 (Standard), 128 (Million).
     */
    memoryGiB?: number;
    /** vCPUs of one node. Default: 16 (Standard), 64 (Million). */
    vcpus?: number;
    /**
     * Whether most connections are TLS: receive buffers then start at 16 KiB, one TLS record, even where memory
     * is short, and a connection is reckoned at twice the memory. Default: false.
     */
    tls?: boolean;
    /**
     * Open files that one container may have. Default: 1048576 (Standard) or 2097152 (Million), and never below
     * twice the connections. Changing it restarts containerd on the nodes, in batches, by ACK; running
     * containers keep what they have until they are made anew.
     */
    nofile?: number;
    /**
     * Other values for parameters of the profile, by sysctl key or table name (`emqx-ack kernel` lists them),
     * e.g. `{"net.core.somaxconn": "16384"}`. The word `default` leaves a parameter out: the kernel's own value
     * stays.
     */
    parameters?: { [key: string]: string };
    /** Further host-wide keys that the profile does not know, e.g. `{"vm.max_map_count": "262144"}`. */
    extraNodeParameters?: { [key: string]: string };
    /**
     * Further keys of the pod's network namespace, e.g. `{"net.ipv4.tcp_slow_start_after_idle": "0"}`. They are
     * added to the pods and to what the kubelet permits.
     */
    extraPodParameters?: { [key: string]: string };
    /** How a changed profile reaches running nodes. Default: ReplacePool. */
    rollout?: KernelRollout;
}
