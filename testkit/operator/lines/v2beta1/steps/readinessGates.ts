import { inNamespace } from "../../../emqxObject";
import { instanceLabels } from "../../../names";
import { controllerOf, type LivePod, podCondition, podIs } from "../../../pods";
import { isTrue } from "../conditions";
import { hasReplicants } from "../emqxObject";
import { ON_SERVING } from "../names";
import { type Pass, readPods, readRevisions, type Step } from "../pass";

/**
 * Opens the gate of pods whose broker is in the cluster. Once the new sets are all up ("Available"), closes the
 * gates of all pods of the sets they replace, replicants and cores alike.
 */
export const readinessGates: Step = async (pass) => {
    const { emqx } = pass;
    const [cores, replicants] = [await readRevisions(pass, "core"), await readRevisions(pass, "replicant")];
    const asked = uids(cores.update, replicants.update);
    const replaced = uids(cores.current, replicants.current);
    for (const pod of await readPods(pass, instanceLabels(emqx.metadata.name))) {
        const owner = controllerOf(pod)?.uid;
        if (owner === undefined || !podIs(pod, "ContainersReady")) continue;
        if (asked.has(owner)) await setGate(pass, pod, await isServing(pass, pod));
        else if (replaced.has(owner) && isTrue(emqx.status.conditions, "Available")) {
            await setGate(pass, pod, false);
        }
    }
    return undefined;
};

function uids(...sets: ({ metadata: { uid: string } } | undefined)[]): Set<string> {
    return new Set(sets.flatMap((set) => (set === undefined ? [] : [set.metadata.uid])));
}

async function isServing({ emqx, brokers, apiAnswers }: Pass, pod: LivePod): Promise<boolean> {
    const { coreNodes, replicantNodes } = emqx.status;
    const nodes = hasReplicants(emqx) ? [...coreNodes, ...replicantNodes] : coreNodes;
    const node = nodes.find(({ podUID }) => podUID === pod.metadata.uid);
    if (node?.edition !== "Enterprise") return node !== undefined;
    return apiAnswers && !(await brokers.isEvacuating(node.podUID));
}

/** The gate is the operator's; the condition Ready that follows from it is what the kubelet would write. */
async function setGate({ kube, emqx }: Pass, pod: LivePod, open: boolean): Promise<void> {
    const status = open ? "True" : "False";
    if (podCondition(pod, ON_SERVING)?.status === status && podIs(pod, "Ready") === open) return;
    const lastTransitionTime = new Date().toISOString();
    const path = `${inNamespace(emqx, "/api/v1")}/pods/${pod.metadata.name}/status`;
    const conditions = [ON_SERVING, "Ready"].map((type) => ({ type, status, lastTransitionTime }));
    const patch = { metadata: { uid: pod.metadata.uid }, status: { conditions } };
    await kube.request("PATCH", path, patch, "application/strategic-merge-patch+json");
}
