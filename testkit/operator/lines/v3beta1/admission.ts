import type { LivePod } from "../../pods";
import { coresWanted, type Emqx, evacuates, maxSurge, maxUnavailable, replicantsWanted } from "./emqxObject";
import { DELETION_COST } from "./names";
import { isAlive, isAvailable, type State } from "./state";

/** Whether a pod may go: now, when its clients have, or not yet. */
export type Admission = "wait" | "remove" | "evacuate";

/** Why it is to go: for good, or to come back with another template. */
export type Cause = "scale down" | "rolling update";

/** Source: internal/controller/sync_core_set.go (checkCorePodRemoval) at 05d3881c. */
export function mayCoreGo(state: State, emqx: Emqx, pod: LivePod): Admission {
    const { minReadySeconds } = emqx.spec.coreTemplate.spec;
    const others = state.corePods.filter(
        (core) =>
            core.metadata.uid !== pod.metadata.uid && isAlive(core) && isAvailable(core, minReadySeconds),
    );
    if (others.length < coresWanted(emqx) - 1) return "wait";
    if (!isAlive(pod)) return "wait";
    const node = nodeOf(emqx, pod, "core");
    if (node === undefined || node.status === "stopped") return "remove";
    if (node.status === "unreachable" || isLeaving(emqx, node.name)) return "wait";
    if (node.sessions === 0 || !evacuates(emqx)) return "remove";
    // Nobody could take them.
    return coresWanted(emqx) === 1 && replicantsWanted(emqx) === 0 ? "remove" : "evacuate";
}

/** Source: internal/controller/sync_replicant_sets.go (checkReplicantPodRemoval) at 05d3881c. */
export function mayReplicantGo(state: State, emqx: Emqx, pod: LivePod, cause: Cause): Admission {
    if (!isAlive(pod)) return "wait";
    if (pod.metadata.annotations?.[DELETION_COST] !== undefined) return "remove";
    const node = nodeOf(emqx, pod, "replicant");
    if (node === undefined || node.status === "stopped") return "remove";
    if (node.status === "unreachable" || isLeaving(emqx, node.name)) return "wait";
    if (node.sessions === 0 || !evacuates(emqx)) return "remove";
    return cause === "rolling update" && allGoAtOnce(state, emqx) ? "remove" : "evacuate";
}

/** No new replicant comes before the old ones are gone, so there is nobody to go to. */
function allGoAtOnce(state: State, emqx: Emqx): boolean {
    const wanted = replicantsWanted(emqx);
    const arrived = state.updateSet(emqx.status)?.spec.replicas ?? 0;
    return wanted > 0 && maxSurge(emqx) === 0 && arrived === 0 && maxUnavailable(emqx) >= wanted;
}

/** A node that nobody reaches is known by its name alone. */
export function nodeOf({ status }: Pick<Emqx, "status">, pod: LivePod, role: "core" | "replicant") {
    return status.clusterNodes.find(
        (node) => node.podName === pod.metadata.name && (node.role === undefined || node.role === role),
    );
}

function isLeaving({ status }: Emqx, nodeName: string): boolean {
    const evacuation = status.nodeEvacuations.find((each) => each.nodeName === nodeName);
    return evacuation !== undefined && evacuation.state !== "prohibiting";
}
