import type { NodesStatus } from "../../../blueGreen/nodesStatus";
import { readPods, readRevisions } from "../../../blueGreen/pass";
import { nextCurrent, type Revisions } from "../../../blueGreen/revisions";
import { hasReplicants } from "../../../blueGreen/spec";
import { instanceLabels, POD_TEMPLATE_HASH } from "../../../names";
import { evacuationSeen, evacuationStatus, nodeName, nodeStatus } from "../brokerStatus";
import type { Emqx } from "../emqxObject";
import type { EvacuationStatus, NodeStatus } from "../emqxStatus";
import { type Pass, type Step, writeStatus } from "../pass";
import { nextStatus } from "../statusMachine";

/** Writes what is seen of the cluster into the object, and moves its conditions by one step. */
export const updateStatus: Step = async (pass) => {
    const { emqx } = pass;
    const { status, spec } = emqx;
    status.coreNodesStatus.replicas = spec.coreTemplate.spec.replicas;
    if (spec.replicantTemplate) status.replicantNodesStatus.replicas = spec.replicantTemplate.spec.replicas;
    for (const nodes of [status.coreNodesStatus, status.replicantNodesStatus]) {
        nodes.currentRevision ||= nodes.updateRevision;
    }

    const cores = await readRevisions(pass, "core");
    const replicants = await readRevisions(pass, "replicant");
    for (const [nodes, sets] of [
        [status.coreNodesStatus, cores],
        [status.replicantNodesStatus, replicants],
    ] as const) {
        const next = nextCurrent(sets);
        if (next === undefined) continue;
        nodes.currentRevision = next.metadata.labels[POD_TEMPLATE_HASH] as string;
        await writeStatus(pass);
        return undefined;
    }

    if (!pass.apiAnswers) return undefined;
    const pods = await readPods(pass, instanceLabels(emqx.metadata.name));
    const nodes = (await pass.brokers.nodes(pods, (pod) => nodeName(emqx, pod))).map(nodeStatus);
    status.coreNodes = nodes.filter(({ role }) => role === "core");
    status.replicantNodes = nodes.filter(({ role }) => role === "replicant");
    count(status.coreNodesStatus, status.coreNodes, cores);
    count(status.replicantNodesStatus, status.replicantNodes, replicants);
    const isEnterprise = status.coreNodes.some(
        (node) => node.controllerUID === cores.current?.metadata.uid && node.edition === "Enterprise",
    );
    if (isEnterprise) status.nodeEvacuationsStatus = await evacuations(pass, nodes);
    nextStatus(status, progress(emqx, cores, replicants), Date.now());
    await writeStatus(pass);
    return undefined;
};

/** Of nodes that are there; those that an operator before this one had started go on where they were. */
async function evacuations(
    { emqx, brokers }: Pass,
    nodes: readonly NodeStatus[],
): Promise<EvacuationStatus[]> {
    for (const { node, podUID } of nodes) {
        const known = emqx.status.nodeEvacuationsStatus.find((status) => status.node === node);
        if (known) brokers.resumeEvacuation(podUID, evacuationSeen(emqx, known));
    }
    const seen = await brokers.evacuationsOf(nodes.map(({ podUID }) => ({ podUid: podUID })));
    return seen.map(evacuationStatus);
}

function count(status: NodesStatus, nodes: readonly NodeStatus[], { current, update }: Revisions): void {
    const of = (set: Revisions["current"]) =>
        nodes.filter(({ controllerUID }) => controllerUID === set?.metadata.uid).length;
    status.readyReplicas = nodes.filter(({ node_status }) => node_status === "running").length;
    status.currentReplicas = of(current);
    status.updateReplicas = of(update);
}

function progress(emqx: Emqx, cores: Revisions, replicants: Revisions) {
    const ready = ({ update }: Revisions) => update && (update.status.readyReplicas ?? 0);
    return {
        coreReplicas: emqx.spec.coreTemplate.spec.replicas,
        replicantReplicas: hasReplicants(emqx) ? (emqx.spec.replicantTemplate?.spec.replicas ?? 0) : 0,
        coresReady: ready(cores),
        replicantsReady: ready(replicants),
    };
}
