import type { KernelProfile } from "./profile";

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
