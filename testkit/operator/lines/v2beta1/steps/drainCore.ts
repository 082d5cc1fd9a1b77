import { hasReplicants } from "../../../blueGreen/spec";
import type { LivePod } from "../../../pods";
import type { LiveSet } from "../../../sets";
import type { Pass } from "../pass";
import { initialDelayOver, mustEvacuateFirst, scaleDown, takeoverWaitOver } from "./drainPace";

/** Takes the last pod out of a replaced StatefulSet when its turn has come, which is after all old replicants. */
export async function drainCore(
    pass: Pass,
    set: LiveSet,
    cores: readonly LivePod[],
    recipients: readonly string[],
): Promise<void> {
    if (await mayGo(pass, set, cores, recipients)) await scaleDown(pass, "core", set);
}

async function mayGo(
    pass: Pass,
    set: LiveSet,
    cores: readonly LivePod[],
    recipients: readonly string[],
): Promise<boolean> {
    const { emqx } = pass;
    const { replicantNodesStatus, nodeEvacuationsStatus, coreNodes } = emqx.status;
    if (hasReplicants(emqx) && replicantNodesStatus.currentRevision !== replicantNodesStatus.updateRevision) {
        return false;
    }
    if (!initialDelayOver(emqx) || (set.status.replicas ?? 0) === 0) return false;
    const [evacuation] = nodeEvacuationsStatus;
    if (evacuation !== undefined && evacuation.state !== "prohibiting") return false;
    const pod = cores.find(
        ({ metadata }) => metadata.name === `${set.metadata.name}-${set.spec.replicas - 1}`,
    );
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return false;
    const node = coreNodes.find(({ podUID }) => podUID === pod.metadata.uid);
    // Looked up under svc.cluster.local whatever the cluster's domain is: elsewhere a node seems stopped and is
    // not waited for.
    if (node === undefined || !node.node.endsWith(".svc.cluster.local")) return true;
    if (await mustEvacuateFirst(pass, node, recipients)) return false;
    return takeoverWaitOver(pass, set);
}
