import { inNamespace } from "../emqxObject";
import type { Role } from "../names";
import type { LivePod } from "../pods";
import type { LiveSet } from "../sets";
import { DELETION_COST } from "./names";
import { type Pass, setsPath } from "./pass";

/** Makes a set one pod smaller, and tells whether it did; which pod goes is up to the set's controller. */
export async function takeOnePodOut({ kube, emqx }: Pass, role: Role, set: LiveSet): Promise<boolean> {
    // The controller manager has not caught up with the removal before.
    if ((set.status.replicas ?? 0) > set.spec.replicas) return false;
    const spec = { ...set.spec, replicas: set.spec.replicas - 1 };
    await kube.request("PUT", `${setsPath(emqx, role)}/${set.metadata.name}`, { ...set, spec });
    return true;
}

/** The ReplicaSet controller takes the pod with the lowest cost first. */
export async function markForDeletion({ kube, emqx }: Pass, pod: LivePod): Promise<void> {
    const path = `${inNamespace(emqx, "/api/v1")}/pods/${pod.metadata.name}`;
    const patch = { metadata: { uid: pod.metadata.uid, annotations: { [DELETION_COST]: "-99999" } } };
    await kube.request("PATCH", path, patch, "application/merge-patch+json");
}
