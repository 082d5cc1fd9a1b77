import type { KernelProfile } from "./parameter";

/** One entry of a pod's `securityContext.sysctls`. */
export interface PodSysctl {
    readonly name: string;
    readonly value: string;
}

/**
 * `securityContext.sysctls` of the EMQX pods, sorted by name. A change makes the pods anew. Pods with them start
 * only on nodes whose kubelet permits the keys, and never with `hostNetwork`.
 */
export function renderPodSysctls(profile: KernelProfile): PodSysctl[] {
    return profile.parameters
        .filter((parameter) => parameter.layers.includes("pod"))
        .map((parameter) => ({ name: parameter.key, value: parameter.value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
