import type { LivePod } from "../../../pods";
import type { LiveSet } from "../../../sets";
import { type Admission, type Cause, mayReplicantGo, nodeOf } from "../admission";
import { maxSurge, maxUnavailable, replicantsWanted } from "../emqxObject";
import { startEvacuation, stopEvacuation } from "../evacuations";
import { DELETION_COST, SCALING_DOWN } from "../names";
import { podPath, type Round, type Step, writeSet } from "../round";
import { byName, isAlive, isAvailable } from "../state";

/** Source: internal/controller/sync_replicant_sets.go at 05d3881c. */
export const syncReplicantSets: Step = async (round) => {
    const { emqx, state } = round;
    const [update, current] = [state.updateSet(emqx.status), state.currentSet(emqx.status)];
    if (update === undefined || current === undefined) return undefined;
    if (update !== current) return migrate(round, update);
    const wanted = replicantsWanted(emqx);
    if (update.spec.replicas < wanted) await size(round, update, wanted);
    else if (update.spec.replicas > wanted) await scaleDown(round, update);
    else if ((update.status.replicas ?? 0) === update.spec.replicas) return cleanUp(round, update);
    return undefined;
};

/** New ones as far as the surge allows, then as many old ones as may be missed are sent away and taken out of their sets. */
async function migrate(round: Round, update: LiveSet): Promise<undefined> {
    const { emqx, state } = round;
    const wanted = replicantsWanted(emqx);
    const outdated = state.outdatedSets(emqx.status);
    const old = outdated.reduce((sum, { spec }) => sum + spec.replicas, 0);
    const allowed = Math.min(wanted + maxSurge(emqx) - old, wanted);
    if (allowed > update.spec.replicas) await size(round, update, allowed);
    const available = state.replicantPods.filter((pod) => isServing(round, pod)).length;
    const budget = Math.max(0, maxUnavailable(emqx) + available - wanted);
    await sendAway(round, state.outdatedReplicants(emqx.status), budget, "rolling update");
    for (const set of outdated) {
        const staying = state.podsOf(set).filter(isStaying).length;
        if (staying < set.spec.replicas) await size(round, set, staying);
    }
    return undefined;
}

async function scaleDown(round: Round, set: LiveSet): Promise<void> {
    const { emqx, state } = round;
    const wanted = replicantsWanted(emqx);
    const pods = state.podsOf(set).sort(byName);
    const excess = Math.max(0, set.spec.replicas - wanted);
    const missing = Math.max(0, wanted - pods.filter((pod) => isServing(round, pod)).length);
    // One goes even where none may be missed.
    const budget = Math.max(0, Math.min(Math.max(1, maxUnavailable(emqx)) - missing, excess));
    await sendAway(round, pods, budget, "scale down");
    const staying = Math.max(pods.filter(isStaying).length, wanted);
    if (staying < set.spec.replicas) await size(round, set, staying);
}

/**
 * Pods that were chosen before stay chosen; one that serves nobody costs nothing. All are marked before the first one is emptied, so that
 * nobody is sent to a pod that is about to go.
 */
async function sendAway(
    round: Round,
    candidates: readonly LivePod[],
    budget: number,
    cause: Cause,
): Promise<void> {
    const chosen: { readonly pod: LivePod; readonly admission: Admission }[] = [];
    let used = 0;
    for (const pod of candidates) {
        const admission = mayReplicantGo(round.state, round.emqx, pod, cause);
        const isChosen = pod.metadata.annotations?.[SCALING_DOWN] !== undefined;
        const isFree = !isChosen && admission === "remove" && !isServing(round, pod);
        if (!isFree) used += 1;
        if (isChosen || isFree || used <= budget) chosen.push({ pod, admission });
    }
    for (const { pod, admission } of chosen) await mark(round, pod, admission);
    for (const { pod, admission } of chosen) {
        if (admission === "evacuate") await startEvacuation(round, pod, "replicant");
    }
}

/** The ReplicaSet controller takes the pod with the lowest cost first. */
async function mark(round: Round, pod: LivePod, admission: Admission): Promise<void> {
    await annotate(round, pod, {
        [SCALING_DOWN]: "true",
        ...(admission === "remove" ? { [DELETION_COST]: "-99999" } : {}),
    });
}

/** What a scale-down left that was taken back: marks, and evacuations that still run. */
async function cleanUp(round: Round, set: LiveSet): Promise<"again" | undefined> {
    const { emqx, state } = round;
    let isLeft = false;
    for (const pod of state.podsOf(set).filter(isAlive)) {
        const marks = [SCALING_DOWN, DELETION_COST].filter(
            (name) => pod.metadata.annotations?.[name] !== undefined,
        );
        if (marks.length === 0) continue;
        const node = nodeOf(emqx, pod, "replicant");
        if (node === undefined) {
            isLeft = true;
            continue;
        }
        if (emqx.status.nodeEvacuations.some(({ nodeName }) => nodeName === node.name)) {
            await stopEvacuation(round, node.name, pod);
        }
        await annotate(round, pod, Object.fromEntries(marks.map((name) => [name, null])));
    }
    return isLeft ? "again" : undefined;
}

async function annotate(
    { kube, emqx }: Round,
    pod: LivePod,
    annotations: Record<string, string | null>,
): Promise<void> {
    const { metadata } = pod;
    const known = { ...metadata.annotations } as Record<string, string>;
    const isNew = Object.entries(annotations).some(([name, value]) => (known[name] ?? null) !== value);
    if (!isNew) return;
    const patch = { metadata: { uid: metadata.uid, annotations } };
    const path = podPath(emqx, metadata.name);
    const written = await kube.request("PATCH", path, patch, "application/merge-patch+json");
    Object.assign(metadata, { annotations: written.metadata.annotations });
}

function isServing({ emqx }: Round, pod: LivePod): boolean {
    return isAvailable(pod, emqx.spec.replicantTemplate.spec.minReadySeconds);
}

function isStaying(pod: LivePod): boolean {
    return isAlive(pod) && pod.metadata.annotations?.[DELETION_COST] === undefined;
}

async function size(round: Round, set: LiveSet, replicas: number): Promise<void> {
    const written = await writeSet(round, "replicant", { ...set, spec: { ...set.spec, replicas } });
    Object.assign(set, { metadata: written.metadata, spec: written.spec });
}
