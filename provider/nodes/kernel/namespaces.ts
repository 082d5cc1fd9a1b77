import type { Scope } from "./parameter";

/** Keys below net. that stay host-wide although most of their neighbours are per network namespace. */
const HOST_WIDE_NET = [
    /^net\.core\.(?!somaxconn$|optmem_max$|txrehash$|rps_default_mask$|xfrm_)/,
    /^net\.ipv4\.(tcp_mem|udp_mem|tcp_max_orphans|tcp_low_latency|tcp_allowed_congestion_control)$/,
    /^net\.ipv4\.(inet_peer_|cipso_|fib_sync_mem|ipfrag_secret_interval|neigh\.default\.gc_thresh)/,
    /^net\.ipv6\.neigh\.default\.gc_thresh/,
    /^net\.netfilter\.(nf_conntrack_(max|buckets|expect_max)|nf_log_all_netns)$/,
    /^net\.nf_conntrack_max$/,
    /^net\.bridge\./,
];

const PER_IPC_NAMESPACE = /^(kernel\.(shm|msg|sem)|fs\.mqueue\.)/;

/** Whether a key that the profile's table does not know belongs to the machine or to each pod's namespace. */
export function scopeOf(key: string): Scope {
    if (PER_IPC_NAMESPACE.test(key)) {
        return "netns";
    }
    if (!key.startsWith("net.")) {
        return "host";
    }
    return HOST_WIDE_NET.some((pattern) => pattern.test(key)) ? "host" : "netns";
}

/** Per namespace, yet felt on the node: its own namespace tracks the connections of every NodePort. */
export function matterInTheNodesNamespace(key: string): boolean {
    return /^net\.netfilter\.nf_conntrack_/.test(key) || /\.(rp_filter|forwarding|ip_forward)$/.test(key);
}
