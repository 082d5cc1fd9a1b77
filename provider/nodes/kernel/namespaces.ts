import type { Scope } from "./parameter";

/**
 * Keys below net. that stay host-wide although most of their neighbours are per network namespace, on one of ACK's kernels at
 * least. Source: ipv4_table and entries without data of ipv4_net_table (net/ipv4/sysctl_net_ipv4.c), net/ipv4/route.c and
 * net/core/sysctl_net_core.c at v5.10.
 */
const HOST_WIDE_NET = [
    /^net\.core\.(?!somaxconn$|optmem_max$|txrehash$|rps_default_mask$|xfrm_)/,
    /^net\.ipv4\.(tcp_mem|udp_mem|tcp_max_orphans|tcp_low_latency|tcp_(allowed|available)_congestion_control)$/,
    /^net\.ipv4\.(tcp_available_ulp|tcp_[rt]x_skb_cache|icmp_msgs_(per_sec|burst))$/,
    /^net\.ipv4\.(inet_peer_|cipso_|fib_sync_mem|ipfrag_secret_interval|route\.(?!flush$))/,
    /^net\.ipv6\.(calipso_|ip6frag_secret_interval|mld_max_msf|mld_qrv)/,
    /^net\.ipv[46]\.neigh\.default\./,
    /^net\.sctp\.sctp_[rw]?mem$/,
    /^net\.netfilter\.(nf_conntrack_(max|buckets|expect_max)|nf_log_all_netns)$/,
    /^net\.nf_conntrack_max$/,
    /^net\.bridge\./,
];

/** As the kubelet has them: with any other one it does not start. Source: Kubernetes, pkg/kubelet/sysctl/namespace.go. */
const PER_IPC_NAMESPACE = /^(kernel\.(shm|msg|sem$)|fs\.mqueue\.)/;

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
