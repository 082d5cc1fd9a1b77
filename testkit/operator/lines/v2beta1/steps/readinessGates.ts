import { isTrue } from "../../../blueGreen/conditions";
import { setGate } from "../../../blueGreen/gate";
import { readPods, readRevisions } from "../../../blueGreen/pass";
import { hasReplicants } from "../../../blueGreen/spec";
import { instanceLabels } from "../../../names";
import { controllerOf, type LivePod, podIs } from "../../../pods";
import type { Pass, Step } from "../pass";

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
