import type { KernelProfile } from "./parameter";
import { findParameter } from "./parameters";
import { RESERVED_PORTS, withPorts } from "./reservedPorts";

/** One entry of a pod's `securityContext.sysctls`. */
export interface PodSysctl {
    readonly name: string;
    readonly value: string;
}

/**
 * `securityContext.sysctls` of the EMQX pods, sorted by name. A change makes the pods anew. Pods with them start
 * only on nodes whose kubelet permits the keys, and never with `hostNetwork`.
 *
 * @param binds ports that the pods listen on: reserved beside the profile's, where that reserves any
 */
export function renderPodSysctls(profile: KernelProfile, binds: readonly number[] = []): PodSysctl[] {
    return profile.parameters
        .filter((parameter) => parameter.layers.includes("pod"))
        .map(({ key, value }) => ({
            name: key,
            value: key === RESERVED_PORTS ? withPorts(value, binds) : value,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keys that the table does not have and every kubelet permits. Source: Kubernetes 1.34, pkg/kubelet/sysctl/safe_sysctls.go. */
const SAFE = [
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_syncookies",
];

/**
 * Whether a kubelet has to be told to permit a pod with this key; it rejects the pod for good otherwise. What became safe by
 * 1.32 needs nothing: ACK supports nothing older any more.
 */
export function needsPermission(key: string): boolean {
    const parameter = findParameter(key);
    if (parameter === undefined) return !SAFE.includes(key);
    return parameter.layers.includes("pod") && parameter.safeSince === undefined;
}
