import type { KernelProfile } from "./parameter";
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
