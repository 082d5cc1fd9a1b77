import { KernelRollout } from "./inputs";
import type { KernelProfile } from "./parameter";

/** Node label whose value is the profile's hash. Set by the node pool, or by NodeTuning once it has applied it. */
export const KERNEL_PROFILE_LABEL = "emqx-ack.io/kernel-profile";

/**
 * Node label that says "tuned by some profile of ours", whatever its hash. Pods that select it, and not the hash,
 * always find nodes when a profile changes in place.
 */
export const KERNEL_TUNED_LABEL = "emqx-ack.io/kernel-tuned";

/** Both labels of a node with this profile. */
export function kernelProfileLabels(profile: { readonly hash: string }): { [key: string]: string } {
    return { [KERNEL_PROFILE_LABEL]: profile.hash, [KERNEL_TUNED_LABEL]: "true" };
}

/**
 * Which nodes may take a pod of this profile. With ReplacePool the very profile, so that a change rolls the pods onto
 * the new pools (a pool's own label says more: nodes/identity.ts). Otherwise any tuned node: running nodes keep their old label for a while, or for good, and a pod that
 * asked for the new one would find no node.
 */
export function profileNodeSelector(profile: KernelProfile): { [label: string]: string } {
    return profile.rollout === KernelRollout.ReplacePool
        ? { [KERNEL_PROFILE_LABEL]: profile.hash }
        : { [KERNEL_TUNED_LABEL]: "true" };
}
