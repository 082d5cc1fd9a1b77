import type * as pulumi from "@pulumi/pulumi";
import {
    type KernelProfile,
    profileNodeSelector,
    renderPodSysctls,
    renderPreflight,
} from "../../nodes/kernel";
import type { PodTuning } from "../lines/v2beta1/object";

/** What a kernel profile means for the pods on its nodes; nothing without one. */
export function podTuning(profile: KernelProfile | undefined, image: pulumi.Output<string>): PodTuning {
    if (!profile) return { sysctls: [], initContainers: [], nodeSelector: {} };
    return {
        sysctls: renderPodSysctls(profile),
        initContainers: [image.apply((ref) => renderPreflight(ref, profile.node.connections, profile))],
        nodeSelector: profileNodeSelector(profile),
    };
}

/** A longer queue than the pod's kernel allows would be cut to this anyway. */
export function backlogOf(profile: KernelProfile): number | undefined {
    const somaxconn = renderPodSysctls(profile).find(({ name }) => name === "net.core.somaxconn");
    return somaxconn ? Number(somaxconn.value) : undefined;
}
