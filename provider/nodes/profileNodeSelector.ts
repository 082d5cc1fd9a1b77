import { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL, type KernelProfile, KernelRollout } from "./kernel";

/**
 * Which nodes may take a pod of this profile. With ReplacePool the very profile, so that a change rolls the pods onto
 * the new pools. Otherwise any tuned node: running nodes keep their old label for a while, or for good, and a pod that
 * asked for the new one would find no node.
 */
export function profileNodeSelector(profile: KernelProfile): { [label: string]: string } {
    return profile.rollout === KernelRollout.ReplacePool
        ? { [KERNEL_PROFILE_LABEL]: profile.hash }
        : { [KERNEL_TUNED_LABEL]: "true" };
}
