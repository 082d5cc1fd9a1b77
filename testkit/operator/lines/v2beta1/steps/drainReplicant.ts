import { DELETION_COST } from "../../../blueGreen/names";
import { markForDeletion } from "../../../blueGreen/removal";
import { NIL_POINTER, OperatorPanic } from "../../../panic";
import { controllerOf, type LivePod } from "../../../pods";
import type { LiveSet } from "../../../sets";
import type { Pass } from "../pass";
import { initialDelayOver, mustEvacuateFirst, scaleDown, takeoverWaitOver } from "./drainPace";

/** Takes one pod out of a replaced ReplicaSet when its turn has come. */
export async function drainReplicant(
    pass: Pass,
    set: LiveSet,
    replicants: readonly LivePod[],
    recipients: readonly string[],
): Promise<void> {
    if (!initialDelayOver(pass.emqx)) return;
    const pods = replicants.filter((pod) => controllerOf(pod)?.uid === set.metadata.uid);
    const pod = await nextToGo(pass, set, pods, recipients);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
    await markForDeletion(pass, pod);
    await scaleDown(pass, "replicant", set);
}

async function nextToGo(
    pass: Pass,
    set: LiveSet,
    pods: readonly LivePod[],
    recipients: readonly string[],
): Promise<LivePod | undefined> {
    const { status } = pass.emqx;
    const [evacuation] = status.nodeEvacuationsStatus;
    if (evacuation !== undefined && evacuation.state !== "prohibiting") return undefined;
    const leaving = pods.find(
        ({ metadata }) => metadata.deletionTimestamp !== undefined || metadata.annotations?.[DELETION_COST],
    );
    if (evacuation === undefined && leaving !== undefined) return leaving;

    const evacuatedUid = status.replicantNodes.find(({ node }) => node === evacuation?.node)?.podUID;
    const pod = evacuation
        ? pods.find(({ metadata }) => metadata.uid === evacuatedUid)
        : [...pods].sort((a, b) => (a.metadata.name > b.metadata.name ? -1 : 1))[0];
    // Source: sync_pods.go, canBeScaleDownRs, 2.2.29: `shouldDeletePodInfo` is nil and its edition is asked for.
    if (evacuation !== undefined && pod === undefined && pods.length > 0)
        throw new OperatorPanic(NIL_POINTER);
    if (pod === undefined) return undefined;
    const node = status.replicantNodes.find(({ podUID }) => podUID === pod.metadata.uid);
    // A pod that never became a node of the cluster has nobody to wait for.
    if (node === undefined) return pod;
    if (await mustEvacuateFirst(pass, node, recipients)) return undefined;
    return (await takeoverWaitOver(pass, set)) ? pod : undefined;
}
