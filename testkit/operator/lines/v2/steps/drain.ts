import { DELETION_COST } from "../../../blueGreen/names";
import { setsPath } from "../../../blueGreen/pass";
import { markForDeletion, takeOnePodOut } from "../../../blueGreen/removal";
import { hasReplicants } from "../../../blueGreen/spec";
import type { LivePod } from "../../../pods";
import type { LiveSet } from "../../../sets";
import type { Emqx } from "../emqxObject";
import type { NodeStatus } from "../emqxStatus";
import { type Pass, podsOf, type Step, setsIn } from "../pass";
import { emptied } from "./evacuate";

/** Takes the pods of a replaced ReplicaSet out, one at a time. Source: sync_replicant_sets.go. */
export const drainReplicants: Step = async (pass) => {
    const { update, current } = setsIn(pass, "replicant");
    if (update === undefined || current === undefined || isSame(update, current)) return undefined;
    const pod = await nextReplicant(pass, current);
    if (pod === undefined) return undefined;
    await markForDeletion(pass, pod);
    await takeOnePodOut(pass, "replicant", current);
    return undefined;
};

/** The same of cores, once no replaced replicant is left; and as many cores as asked for, up at once. Source: sync_core_sets.go. */
export const drainCores: Step = async (pass) => {
    const { update, current } = setsIn(pass, "core");
    if (update === undefined || current === undefined) return undefined;
    const { replicas } = pass.emqx.spec.coreTemplate.spec;
    const surplus = !isSame(update, current) || current.spec.replicas > replicas;
    if (surplus) {
        if (await mayGo(pass, podsOf(pass, current).at(-1))) await takeOnePodOut(pass, "core", current);
    } else if (current.spec.replicas < replicas) {
        const path = `${setsPath(pass.emqx, "core")}/${current.metadata.name}`;
        await pass.kube.request("PUT", path, { ...current, spec: { ...current.spec, replicas } });
    }
    return undefined;
};

function isSame(one: LiveSet, other: LiveSet): boolean {
    return one.metadata.uid === other.metadata.uid;
}

async function nextReplicant(pass: Pass, set: LiveSet): Promise<LivePod | undefined> {
    if (!initialDelayOver(pass.emqx)) return undefined;
    const pods = podsOf(pass, set);
    const marked = pods.find(({ metadata }) => metadata.annotations?.[DELETION_COST]);
    if (marked !== undefined || pods.length === 0) return marked;
    const { nodeEvacuationsStatus, replicantNodes } = pass.emqx.status;
    const [evacuation] = nodeEvacuationsStatus;
    if (evacuation !== undefined && evacuation.state !== "prohibiting") return undefined;
    const node = replicantNodes.find(({ name, podName }) =>
        evacuation === undefined ? podName === pods[0]?.metadata.name : name === evacuation.nodeName,
    );
    // What was evacuated is no replicant, or gone: nobody goes before that is over, and of a core it never is.
    if (evacuation !== undefined && node === undefined) return undefined;
    if (node === undefined) throw new Error(`node is missing for pod ${pods[0]?.metadata.name}`);
    if (node.status !== "stopped" && !(await emptied(pass, node))) return undefined;
    return pods.find(({ metadata }) => metadata.name === node.podName);
}

async function mayGo(pass: Pass, pod: LivePod | undefined): Promise<boolean> {
    const { replicantNodesStatus, nodeEvacuationsStatus, coreNodes } = pass.emqx.status;
    const { currentRevision, updateRevision } = replicantNodesStatus;
    if (hasReplicants(pass.emqx) && currentRevision !== updateRevision) return false;
    if (pod === undefined || !initialDelayOver(pass.emqx)) return false;
    const [evacuation] = nodeEvacuationsStatus;
    if (evacuation !== undefined && evacuation.state !== "prohibiting") return false;
    const node: NodeStatus | undefined = coreNodes.find(({ podName }) => podName === pod.metadata.name);
    return node === undefined || node.status === "stopped" || emptied(pass, node);
}

/** Source: util.go, checkInitialDelaySecondsReady: of a condition's whole seconds, not of whole seconds since then. */
function initialDelayOver({ status, spec }: Emqx): boolean {
    const available = status.conditions.find(({ type }) => type === "Available");
    if (available?.status !== "True") return false;
    const seconds = (Date.now() - Date.parse(available.lastTransitionTime)) / 1000;
    return seconds > (spec.updateStrategy.initialDelaySeconds ?? 0);
}
