import type { NodesStatus } from "../../../blueGreen/nodesStatus";
import type { Revisions } from "../../../blueGreen/revisions";
import { hasReplicants } from "../../../blueGreen/spec";
import { POD_TEMPLATE_HASH } from "../../../names";
import type { LiveSet } from "../../../sets";
import { evacuationSeen, evacuationStatus, nodeName, nodeStatus, stopped } from "../brokerStatus";
import type { EvacuationStatus, NodeStatus } from "../emqxStatus";
import { type Pass, type Step, setsIn, writeStatus } from "../pass";
import { nextConditions } from "../statusMachine";

/** Writes what is seen of the cluster into the object, and moves its conditions on. Source: update_emqx_status.go. */
export const updateStatus: Step = async (pass) => {
    const { emqx } = pass;
    const { status, spec } = emqx;
    note(status.coreNodesStatus, spec.coreTemplate.spec.replicas, setsIn(pass, "core"));
    if (spec.replicantTemplate !== undefined) {
        note(status.replicantNodesStatus, spec.replicantTemplate.spec.replicas, setsIn(pass, "replicant"));
    }
    if (pass.apiAnswers) await askBrokers(pass);
    status.coreNodesStatus.readyReplicas = status.coreNodes.filter(isRunning).length;
    status.replicantNodesStatus.readyReplicas = status.replicantNodes.filter(isRunning).length;
    const ready = ({ update }: Revisions) => update && (update.status.readyReplicas ?? 0);
    const [cores, replicants] = [setsIn(pass, "core"), setsIn(pass, "replicant")];
    const progress = {
        hasReplicants: hasReplicants(emqx),
        cores: status.coreNodesStatus,
        replicants: status.replicantNodesStatus,
        coresReady: ready(cores),
        replicantsReady: ready(replicants),
    };
    status.conditions = nextConditions(status.conditions, progress, Date.now());
    await writeStatus(pass);
    return undefined;
};

/** The set to drain next: when that one is gone or empty the oldest with pods left, else the cluster has arrived. */
function inCharge({ update, current, old }: Revisions): LiveSet | undefined {
    if (update === undefined || podsIn(current) > 0) return current;
    return old.find((set) => podsIn(set) > 0) ?? update;
}

function podsIn(set: LiveSet | undefined): number {
    return set?.status.replicas ?? 0;
}

function note(status: NodesStatus, replicas: number, revisions: Revisions): void {
    const current = inCharge(revisions);
    status.replicas = replicas;
    if (current !== undefined) status.currentRevision = hashOf(current);
    status.currentReplicas = podsIn(current);
    status.updateReplicas = podsIn(revisions.update);
}

function hashOf({ metadata }: LiveSet): string {
    return metadata.labels[POD_TEMPLATE_HASH] as string;
}

async function askBrokers(pass: Pass): Promise<void> {
    const { emqx, pods, brokers } = pass;
    const { status } = emqx;
    const running = await brokers.nodes(pods, (pod) => nodeName(emqx, pod));
    const podNames = new Map(pods.map(({ metadata }) => [metadata.uid, metadata.name]));
    const nodes = running.map((node) => nodeStatus(node, podNames.get(node.podUid)));
    const away = status.coreNodes
        .flatMap(({ name }) => (name === undefined ? [] : [name]))
        .filter((name) => !nodes.some((node) => node.name === name));
    status.nodeEvacuationsStatus = await evacuations(pass, running, nodes);
    status.coreNodes = [...away.map(stopped), ...nodes.filter(({ role }) => role === "core")];
    status.replicantNodes = nodes.filter(({ role }) => role === "replicant");
}

/** Of nodes that are there; those that an operator before this one had started go on where they were. */
async function evacuations(
    { emqx, brokers }: Pass,
    running: readonly { readonly name: string; readonly podUid: string }[],
    nodes: readonly NodeStatus[],
): Promise<EvacuationStatus[]> {
    for (const { name, podUid } of running) {
        const known = emqx.status.nodeEvacuationsStatus.find(({ nodeName }) => nodeName === name);
        const left = nodes.find((node) => node.name === name);
        if (known && left) brokers.resumeEvacuation(podUid, evacuationSeen(emqx, known, left));
    }
    return (await brokers.evacuationsOf(running)).map(evacuationStatus);
}

function isRunning({ status }: NodeStatus): boolean {
    return status === "running";
}
