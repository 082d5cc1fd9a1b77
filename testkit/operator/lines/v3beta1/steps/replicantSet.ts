import { codeOf } from "../../../applied";
import { LAST_APPLIED } from "../../../names";
import type { LiveSet } from "../../../sets";
import { isTrue } from "../conditions";
import { replicantsWanted } from "../emqxObject";
import { forceProgressing } from "../evaluate";
import { type Round, type Step, setsPath, writeSet, writeStatus } from "../round";
import { hashOf } from "../state";
import { wantedReplicantSet } from "../wantedSets";

/**
 * Makes the set of the replicants' template, empty while another one has pods. Begins when a core is available and a pod of the newest core
 * revision exists, ready or not. Source: internal/controller/add_replicant_set.go at 087b17a3; recorded: new-image-does-not-boot.
 */
export const addReplicantSet: Step = async (round) => {
    const { emqx, state, salt } = round;
    const { coreSet } = state;
    if (replicantsWanted(emqx) === 0) return undefined;
    if (coreSet === undefined || (coreSet.status.availableReplicas ?? 0) === 0) return undefined;
    if (state.coresOn(coreSet.status.updateRevision).length === 0) return undefined;
    const wanted = wantedReplicantSet(emqx, salt);
    const update = state.updateSet(emqx.status);
    const applied = update?.metadata.annotations?.[LAST_APPLIED];
    if (update === undefined || applied !== wanted.metadata.annotations[LAST_APPLIED]) {
        return create(round, wanted);
    }
    if ((update.spec.minReadySeconds ?? 0) === (wanted.spec.minReadySeconds ?? 0)) return undefined;
    const spec = { ...update.spec, minReadySeconds: wanted.spec.minReadySeconds };
    await writeSet(round, "replicant", { ...update, spec } as LiveSet);
    return progressing(round, hashOf(update));
};

async function create(round: Round, wanted: Record<string, any>): Promise<"stop" | undefined> {
    const { emqx, kube, state } = round;
    const hash = hashOf(wanted as LiveSet);
    const replicas = state.hasReplicants ? 0 : replicantsWanted(emqx);
    try {
        const manifest = { ...wanted, spec: { ...wanted.spec, replicas } };
        await kube.request("POST", setsPath(emqx, "replicant"), manifest);
    } catch (error) {
        if (codeOf(error) !== 409) throw error;
        const nodes = emqx.status.replicantNodesStatus;
        if (!isTrue(emqx, "Ready") && hash === nodes.currentRevision) {
            // The change was taken back: whatever pods the set between has, nobody takes them out of it. Recorded: image-reverted-mid-rollout-stuck.
            await progressing(round, hash);
            return undefined;
        }
        nodes.collisionCount = (nodes.collisionCount ?? 0) + 1;
        await writeStatus(round);
        return "stop";
    }
    return progressing(round, hash);
}

async function progressing(round: Round, hash: string): Promise<"stop"> {
    round.emqx.status.replicantNodesStatus.updateRevision = hash;
    forceProgressing(round.emqx, "ReplicantNodesProgressing");
    await writeStatus(round);
    return "stop";
}
