/** Limits of an ACK cluster and its network that an account has unless it asked for more. */

/** Nodes of one cluster. Source: Alibaba Cloud, ACK `DescribeUserQuota`, 2026-01-26; raised in Quota Center. */
export const NODES_IN_CLUSTER = 100;

/** Node pools of one cluster. Source: as above. */
export const NODE_POOLS_IN_CLUSTER = 20;

/** Zones of one cluster: `vswitchIds` of an ACK cluster. Source: documentation of cs.ManagedKubernetes, 3.108. */
export const ZONES_IN_CLUSTER = 5;

export const QUOTA_SOURCE = "Alibaba Cloud, ACK DescribeUserQuota, 2026-01-26";

/** Flannel writes a route for each node. Source: Alibaba Cloud, ACK "Use the Flannel network plugin", 2026-06-27. */
export const ROUTES_IN_TABLE = 200;
export const ROUTES_SOURCE = 'Alibaba Cloud, ACK "Use the Flannel network plugin", 2026-06-27';

/** Addresses that Alibaba Cloud keeps in every vSwitch: the first and the last three. Source: VPC "vSwitches". */
export const RESERVED_IN_VSWITCH = 4;

/** Prefix of the range that Flannel gives to a node: `nodeCidrMask`, ACK's default. Source: cs.ManagedKubernetes, 3.108. */
export const FLANNEL_NODE_PREFIX = 24;

/** Addresses for pods of a node with Flannel: its range without one. */
export const FLANNEL_PODS_PER_NODE = 2 ** (32 - FLANNEL_NODE_PREFIX) - 1;

/** `nf_conntrack` entries that kube-proxy sets by itself. Source: kubernetes, cmd/kube-proxy conntrack.go. */
export function kubeProxyConntrackEntries(vcpus: number): number {
    return Math.max(131_072, 32_768 * vcpus);
}
