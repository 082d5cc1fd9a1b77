import type { Input } from "@pulumi/pulumi";
import {
    type KernelProfile,
    profileNodeSelector,
    renderPodSysctls,
    renderPreflight,
} from "../../nodes/kernel";
import { mapInput } from "../../validation/output";

/** What the kernel profile of a role's nodes means for its pods; empty without a profile. */
export interface PodTuning {
    readonly sysctls: readonly { readonly name: string; readonly value: string }[];
    readonly initContainers: readonly Input<object>[];
    readonly nodeSelector: { readonly [label: string]: string };
}

/** `binds` are the ports that the pods' listeners bind. */
export function podTuning(
    profile: KernelProfile | undefined,
    image: Input<string>,
    binds: readonly number[],
): PodTuning {
    if (!profile) return { sysctls: [], initContainers: [], nodeSelector: {} };
    return {
        sysctls: renderPodSysctls(profile, binds),
        initContainers: [mapInput(image, (ref) => renderPreflight(ref, profile.node.connections, profile))],
        nodeSelector: profileNodeSelector(profile),
    };
}
