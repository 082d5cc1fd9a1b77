import type { KernelProfile } from "./parameter";

/**
 * Every Kubernetes that ACK still runs permits what was safe in this version. A key that became safe later is
 * listed all the same: on a newer cluster that changes nothing, on an older one the pod needs it.
 */
const SAFE_EVERYWHERE_MINOR = 22;

/**
 * `kubeletConfiguration.allowedUnsafeSysctls` of the node pool: exactly the keys that the pods set, sorted. On
 * running nodes ACK restarts the kubelet in batches; pods keep running.
 */
export function renderAllowedUnsafeSysctls(profile: KernelProfile): string[] {
    return profile.parameters
        .filter((parameter) => parameter.layers.includes("kubelet") && !isSafeEverywhere(parameter.safeSince))
        .map((parameter) => parameter.key)
        .sort();
}

function isSafeEverywhere(safeSince: string | undefined): boolean {
    return safeSince !== undefined && Number(safeSince.split(".")[1]) <= SAFE_EVERYWHERE_MINOR;
}

/** The part of a node pool's `containerdConfig` that the profile decides. */
export interface ContainerdLimits {
    /** `LimitNOFILE` of containerd, a decimal string as ACK wants it. */
    readonly limitNoFile: string;
}

/**
 * `containerdConfig` of the node pool. On running nodes ACK restarts containerd in batches; a container that
 * runs keeps the limit it started with.
 */
export function renderContainerdLimits(profile: KernelProfile): ContainerdLimits {
    return { limitNoFile: String(profile.nofile) };
}
