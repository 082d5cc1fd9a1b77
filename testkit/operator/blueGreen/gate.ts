import { inNamespace } from "../emqxObject";
import { type LivePod, podCondition, podIs } from "../pods";
import { ON_SERVING } from "./names";
import type { Pass } from "./pass";

/** The gate is the operator's; the condition Ready that follows from it is what the kubelet would write. */
export async function setGate({ kube, emqx }: Pass, pod: LivePod, open: boolean): Promise<void> {
    const status = open ? "True" : "False";
    if (podCondition(pod, ON_SERVING)?.status === status && podIs(pod, "Ready") === open) return;
    const lastTransitionTime = new Date().toISOString();
    const path = `${inNamespace(emqx, "/api/v1")}/pods/${pod.metadata.name}/status`;
    const conditions = [ON_SERVING, "Ready"].map((type) => ({ type, status, lastTransitionTime }));
    const patch = { metadata: { uid: pod.metadata.uid }, status: { conditions } };
    await kube.request("PATCH", path, patch, "application/strategic-merge-patch+json");
}
