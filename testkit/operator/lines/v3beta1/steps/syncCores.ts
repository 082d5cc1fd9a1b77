import { codeOf } from "../../../applied";
import type { LivePod } from "../../../pods";
import type { LiveSet } from "../../../sets";
import { mayCoreGo } from "../admission";
import { coresWanted, replicantsWanted } from "../emqxObject";
import { startEvacuation, stopEvacuation } from "../evacuations";
import { annotationsOf, newRetirement, retirementOf } from "../retirement";
import { podPath, type Round, type Step, writeSet } from "../round";
import { isAlive, ordinalOf } from "../state";

/** Reads which ordinals are being retired, and begins anew where the set does not say. */
export const loadCoreSetRetirement: Step = async (round) => {
    const { coreSet } = round.state;
    if (coreSet === undefined) return undefined;
    const known = retirementOf(coreSet);
    round.retirement = known ?? newRetirement(coreSet.spec.replicas);
    if (known === undefined) await writeCoreSet(round, coreSet, coreSet.spec.replicas);
    return undefined;
};

/**
 * Cores go and come one at a time, the highest ordinal first. Source: internal/controller/sync_core_set.go at 05d3881c.
 */
export const syncCoreSet: Step = async (round) => {
    const { emqx, state, retirement } = round;
    const { coreSet } = state;
    if (coreSet === undefined) return "again";
    const wanted = coresWanted(emqx);
    const { replicas } = coreSet.spec;
    if (replicas > wanted || retirement.watermark > replicas) return scaleDown(round, coreSet);
    if (replicas < wanted) {
        round.retirement = newRetirement(wanted);
        await writeCoreSet(round, coreSet, wanted);
        return undefined;
    }
    await stopFinishedEvacuations(round, coreSet);
    return rollingUpdate(round);
};

/** A core that came back with another template still sends clients away, as it did before, until it is told to stop. */
async function stopFinishedEvacuations(round: Round, coreSet: LiveSet): Promise<void> {
    const { status } = round.emqx;
    const newest = round.state.coresOn(coreSet.status.updateRevision);
    for (const { nodeName, state } of status.nodeEvacuations) {
        if (state !== "prohibiting") continue;
        const node = status.clusterNodes.find(({ name, role }) => name === nodeName && role === "core");
        const pod = newest.find(({ metadata }) => metadata.name === node?.podName);
        if (pod !== undefined) await stopEvacuation(round, nodeName, pod);
    }
}

async function rollingUpdate(round: Round): Promise<undefined> {
    const { emqx, state } = round;
    const outdated = [...state.outdatedCores].sort(byOrdinal);
    const candidate = outdated.at(-1);
    if (candidate === undefined) return undefined;
    const { currentRevision, updateRevision } = emqx.status.replicantNodesStatus;
    const replicantsMove = replicantsWanted(emqx) > 0 && currentRevision !== updateRevision;
    // Old replicants can only come back to an old core.
    if (replicantsMove && outdated.length === 1) return undefined;
    await admit(round, candidate);
    return undefined;
}

async function scaleDown(round: Round, coreSet: LiveSet): Promise<"again" | undefined> {
    const { emqx, state, retirement } = round;
    const { replicas } = coreSet.spec;
    for (let ordinal = retirement.watermark - 1; ordinal >= replicas; ordinal--) {
        const pod = state.podNamed(`${coreSet.metadata.name}-${ordinal}`);
        if (pod === undefined || !isAlive(pod)) continue;
        await remove(round, pod);
        return "again";
    }
    if (replicas <= coresWanted(emqx)) return "again";
    const candidate = state.podNamed(`${coreSet.metadata.name}-${replicas - 1}`);
    const admission = candidate === undefined ? "remove" : mayCoreGo(state, emqx, candidate);
    if (admission === "remove") {
        // First the set, so that its controller does not make the pod again.
        if (retirement.watermark === replicas) round.retirement = newRetirement(replicas);
        await writeCoreSet(round, coreSet, replicas - 1);
        if (candidate !== undefined) await remove(round, candidate);
    } else if (admission === "evacuate" && candidate !== undefined) {
        await startEvacuation(round, candidate, "core");
    }
    return undefined;
}

async function admit(round: Round, pod: LivePod): Promise<void> {
    const admission = mayCoreGo(round.state, round.emqx, pod);
    if (admission === "remove") await remove(round, pod);
    else if (admission === "evacuate") await startEvacuation(round, pod, "core");
}

async function remove({ kube, emqx }: Round, { metadata }: LivePod): Promise<void> {
    try {
        await kube.request("DELETE", podPath(emqx, metadata.name));
    } catch (error) {
        if (codeOf(error) !== 404) throw error;
    }
}

async function writeCoreSet(round: Round, live: LiveSet, replicas: number): Promise<void> {
    const annotations = { ...live.metadata.annotations, ...annotationsOf(round.retirement) };
    const written = await writeSet(round, "core", {
        ...live,
        metadata: { ...live.metadata, annotations },
        spec: { ...live.spec, replicas },
    });
    Object.assign(live, { metadata: written.metadata, spec: written.spec });
}

function byOrdinal(a: LivePod, b: LivePod): number {
    return ordinalOf(a.metadata.name) - ordinalOf(b.metadata.name);
}
