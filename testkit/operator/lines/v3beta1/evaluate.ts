import type { LivePod } from "../../pods";
import { type ConditionType, say, type Verdict } from "./conditions";
import { coresWanted, type Emqx, replicantsWanted } from "./emqxObject";
import { isAlive, type State } from "./state";

/**
 * All conditions, each by itself, from sets, pods and nodes as they are. Source: internal/controller/update_emqx_status.go at 1dfa10a7.
 */
export function evaluate(state: State, emqx: Emqx): void {
    say(emqx, "CoreNodesProgressing", coresProgressing(state, emqx));
    if (replicantsWanted(emqx) > 0 || state.hasReplicants) {
        say(emqx, "ReplicantNodesProgressing", replicantsProgressing(state, emqx));
    }
    say(emqx, "Available", available(state, emqx));
    say(emqx, "Ready", ready(state, emqx));
}

/** A set has just been given another template: what was read of it says nothing of that yet. */
export function forceProgressing(
    emqx: Emqx,
    type: "CoreNodesProgressing" | "ReplicantNodesProgressing",
): void {
    const role = type === "CoreNodesProgressing" ? "core" : "replicant";
    say(emqx, type, { is: true, reason: "RollingUpdate", message: `0 ${role} pods updated` });
    say(emqx, "Ready", notReady(type));
}

function notReady(type: ConditionType): Verdict {
    const who = type === "CoreNodesProgressing" ? "Core" : "Replicant";
    return { is: false, reason: type, message: `${who} nodes are progressing` };
}

function coresProgressing({ coreSet }: State, emqx: Emqx): Verdict {
    if (coreSet === undefined) return { is: true, reason: "Create", message: "spinning up core set" };
    const wanted = coresWanted(emqx);
    const { replicas: total = 0, updatedReplicas: updated = 0 } = coreSet.status;
    const moving = { is: true, message: `${total}/${wanted} core pods` };
    if (total < wanted) return { ...moving, reason: "ScalingUp" };
    if (total > wanted) return { ...moving, reason: "ScalingDown" };
    if (updated < wanted) {
        return { is: true, reason: "RollingUpdate", message: `${updated}/${wanted} core pods updated` };
    }
    return { is: false, reason: "Converged", message: `${wanted} core pods up to date` };
}

function replicantsProgressing(state: State, emqx: Emqx): Verdict {
    const update = state.updateSet(emqx.status);
    if (update === undefined) return { is: true, reason: "Create", message: "spinning up replicant set" };
    const wanted = replicantsWanted(emqx);
    const { currentRevision, updateRevision } = emqx.status.replicantNodesStatus;
    const total = update.status.replicas ?? 0;
    const moving = { is: true, message: `${total}/${wanted} replicant pods` };
    if (currentRevision !== updateRevision) {
        const left = state.currentSet(emqx.status)?.spec.replicas ?? total;
        return {
            is: true,
            reason: "RollingUpdate",
            message: `${total - left}/${total} replicant pods updated`,
        };
    }
    if (total > wanted) return { ...moving, reason: "ScalingDown" };
    if (total < wanted) return { ...moving, reason: "ScalingUp" };
    return { is: false, reason: "Converged", message: `${wanted} replicant pods up to date` };
}

function available(state: State, emqx: Emqx): Verdict {
    const hasReplicants = replicantsWanted(emqx) > 0;
    const [role, wanted, there] = hasReplicants
        ? (["Replicant", replicantsWanted(emqx), state.replicants("availableReplicas")] as const)
        : (["Core", coresWanted(emqx), state.coreSet?.status.availableReplicas ?? 0] as const);
    const is = there >= wanted;
    const reason = `${role}Pods${is ? "Available" : "Unavailable"}`;
    return { is, reason, message: `${there}/${wanted} ${role.toLowerCase()} pods available` };
}

function ready(state: State, emqx: Emqx): Verdict {
    if (!coresReady(state, emqx)) return notReady("CoreNodesProgressing");
    const hasReplicants = replicantsWanted(emqx) > 0 || state.hasReplicants;
    if (hasReplicants && !replicantsReady(state, emqx)) return notReady("ReplicantNodesProgressing");
    return { is: true, reason: "Ready", message: "Cluster is ready" };
}

function coresReady(state: State, emqx: Emqx): boolean {
    const { coreSet } = state;
    const wanted = coresWanted(emqx);
    if (coreSet === undefined) return false;
    const { replicas = 0, readyReplicas = 0, updatedReplicas = 0 } = coreSet.status;
    const { total, running } = tally(state.corePods, emqx);
    return [replicas, readyReplicas, updatedReplicas, total, running].every((count) => count === wanted);
}

function replicantsReady(state: State, emqx: Emqx): boolean {
    const wanted = replicantsWanted(emqx);
    const update = state.updateSet(emqx.status);
    if (update === undefined && wanted > 0) return false;
    const { replicas = 0, readyReplicas = 0 } = update?.status ?? {};
    const { total, running } = tally(state.replicantPods, emqx);
    const all = state.replicants("replicas");
    return [all, replicas, readyReplicas, total, running].every((count) => count === wanted);
}

/** Pods, and those of them that EMQX has as running nodes. */
export function tally(pods: readonly LivePod[], { status }: Pick<Emqx, "status">) {
    const running = pods.filter(
        (pod) =>
            isAlive(pod) &&
            status.clusterNodes.some(
                (node) => node.podName === pod.metadata.name && node.status === "running",
            ),
    );
    return { total: pods.length, running: running.length };
}
