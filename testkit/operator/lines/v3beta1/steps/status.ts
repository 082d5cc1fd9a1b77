import type { Member } from "../../../brokerAccess";
import { DB_ROLE, type Role, roleLabels } from "../../../names";
import type { LivePod } from "../../../pods";
import type { LiveSet } from "../../../sets";
import { say } from "../conditions";
import { revisionOf, splitRoots } from "../config/roots";
import { type Emqx, replicantsWanted } from "../emqxObject";
import { type EmqxStatus, emptyStatus, type NodeStatus } from "../emqxStatus";
import { evaluate, tally } from "../evaluate";
import { nameOf } from "../names";
import { findCore, type Round, type Step, writeStatus } from "../round";
import { hashOf, type State } from "../state";

/**
 * Says how the cluster is, of the generation that it looks at and by the sets as they are, which that generation has not changed yet.
 * Source: internal/controller/update_emqx_status.go at 1dfa10a7.
 */
export const updateStatus: Step = async (round) => {
    const { emqx, state } = round;
    const before = emqx.status;
    const status = inherited(emqx);
    const roots = emqx.spec.config?.roots ?? {};
    status.config.desiredRevision = revisionOf(roots);
    status.config.desiredStartupRevision = revisionOf(splitRoots(roots).startup);
    status.config.activeStartupRevisions = state.activeStartupRevisions;
    countCores(status, state, emqx);
    const hasReplicants = replicantsWanted(emqx) > 0 || state.hasReplicants;
    if (hasReplicants) countReplicants(status, state, emqx, before);
    await findCore(round);
    const failure = await askBrokers(round, status);
    emqx.status = status;
    status.coreNodesStatus.readyReplicas =
        state.coreSet === undefined ? 0 : tally(state.corePods, emqx).running;
    if (hasReplicants) status.replicantNodesStatus.readyReplicas = tally(state.replicantPods, emqx).running;
    say(emqx, "EMQXAPIAvailable", {
        is: failure === undefined && round.core !== undefined,
        ...(failure !== undefined
            ? { reason: "RequestFailed", message: failure.message }
            : round.core === undefined
              ? {
                    reason: "NoRequester",
                    message: "No eligible core pod is available to serve EMQX API requests",
                }
              : { reason: "RequestSucceeded", message: "EMQX API is available" }),
    });
    evaluate(state, emqx);
    await writeStatus(round);
    return undefined;
};

function inherited(emqx: Emqx): EmqxStatus {
    const { conditions, config, replicantNodesStatus } = emqx.status;
    const { collisionCount } = replicantNodesStatus;
    const { runtimeRevision } = config;
    const status = emptyStatus();
    status.conditions = conditions.filter(
        ({ type }) => type !== "ReplicantNodesProgressing" || replicantsWanted(emqx) > 0,
    );
    if (runtimeRevision !== undefined) status.config.runtimeRevision = runtimeRevision;
    if (collisionCount !== undefined && replicantsWanted(emqx) > 0) {
        status.replicantNodesStatus.collisionCount = collisionCount;
    }
    return status;
}

function countCores(status: EmqxStatus, state: State, emqx: Emqx): void {
    status.coreSelector = selector(emqx, "core");
    const { coreSet } = state;
    if (coreSet === undefined) return;
    status.coreReplicas = coreSet.status.replicas ?? 0;
    status.coreNodesStatus.updatedReplicas = state.coresOn(coreSet.status.updateRevision).length;
    status.coreNodesStatus.currentReplicas = state.coresOn(coreSet.status.currentRevision).length;
}

function countReplicants(status: EmqxStatus, state: State, emqx: Emqx, before: EmqxStatus): void {
    status.replicantSelector = selector(emqx, "replicant");
    status.replicantReplicas = state.replicants("replicas");
    const update = state.updateSet(before);
    const current = currentSet(state, before, update);
    if (current !== undefined) {
        status.replicantNodesStatus.currentRevision = hashOf(current);
        status.replicantNodesStatus.currentReplicas = current.status.replicas ?? 0;
    }
    if (update !== undefined) {
        status.replicantNodesStatus.updateRevision = hashOf(update);
        status.replicantNodesStatus.updateReplicas = update.status.replicas ?? 0;
    }
}

/** When the current set is empty, the oldest other one that is not is; else the cluster has arrived at the set asked for. */
function currentSet(state: State, before: EmqxStatus, update: LiveSet | undefined): LiveSet | undefined {
    const current = state.currentSet(before);
    const isLeft = current === undefined || (current.status.replicas ?? 0) === 0;
    if (!isLeft || update === undefined) return current;
    return state.replicantSets.find((set) => set !== update && (set.status.replicas ?? 0) > 0) ?? update;
}

function selector({ metadata }: Emqx, role: Role): string {
    return Object.entries(roleLabels(metadata.name, role))
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(",");
}

/** What EMQX says of itself; from the first question on that it does not answer nothing is known. */
async function askBrokers(round: Round, status: EmqxStatus): Promise<Error | undefined> {
    const { brokers, state, emqx, core } = round;
    if (core === undefined) return undefined;
    try {
        const nodes = await brokers.members(state.pods, (pod) => nodeName(emqx, pod));
        status.clusterNodes = nodes.sort(byUptime).map((node) => nodeStatus(emqx, state.pods, node));
        const uids = state.pods.map(({ metadata }) => ({ podUid: metadata.uid }));
        const evacuations = await brokers.evacuationsOf(uids);
        status.nodeEvacuations = evacuations.map((evacuation) => ({
            nodeName: evacuation.node,
            state: evacuation.state,
            sessionRecipients: evacuation.recipients,
            sessionEvictionRate: evacuation.sessionsPerSecond,
            connectionEvictionRate: evacuation.connectionsPerSecond,
            initialSessions: evacuation.initialSessions ?? evacuation.clients,
            initialConnections: evacuation.clients,
        }));
        return undefined;
    } catch (error) {
        round.core = undefined;
        return error as Error;
    }
}

/** In whole seconds, so that the order does not change from round to round. */
function byUptime(a: Member, b: Member): number {
    const difference = Math.floor(a.uptimeSeconds) - Math.floor(b.uptimeSeconds);
    return difference !== 0 ? difference : a.name < b.name ? -1 : 1;
}

function nodeStatus(emqx: Emqx, pods: readonly LivePod[], node: Member): NodeStatus {
    const pod = pods.find((each) => nodeName(emqx, each) === node.name);
    return {
        name: node.name,
        ...(pod === undefined ? {} : { podName: pod.metadata.name }),
        status: node.status,
        ...(node.otpRelease === undefined ? {} : { otpRelease: node.otpRelease }),
        ...(node.version === undefined ? {} : { version: node.version }),
        ...(node.role === undefined ? {} : { role: node.role }),
        sessions: node.sessions,
        connections: node.connections,
    };
}

export function nodeName({ metadata, spec }: Emqx, pod: LivePod): string {
    if (pod.metadata.labels[DB_ROLE] !== "core") return `emqx@${pod.status.podIP}`;
    const domain = `${nameOf.headless(metadata.name)}.${metadata.namespace}.svc.${spec.clusterDomain}`;
    return `emqx@${pod.metadata.name}.${domain}`;
}
