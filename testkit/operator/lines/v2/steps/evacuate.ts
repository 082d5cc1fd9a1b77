import { hasReplicants } from "../../../blueGreen/spec";
import { recordEvent } from "../../../events";
import { paceOf } from "../brokerStatus";
import type { NodeStatus } from "../emqxStatus";
import { type Pass, podsOf, setsIn } from "../pass";

/** Nobody is left on the node; where somebody is, an evacuation is asked for. Source: chooseScaleDownCore in sync_core_sets.go. */
export async function emptied(pass: Pass, node: NodeStatus): Promise<boolean> {
    if (node.sessions === 0) return true;
    const recipients = recipientsOf(pass);
    const pod = pass.pods.find(({ metadata }) => metadata.name === node.podName);
    if (recipients.length === 0 || pod === undefined) return false;
    const name = node.name as string;
    const asked = { name, podUid: pod.metadata.uid, sessions: node.sessions };
    await pass.brokers.startEvacuation(asked, paceOf(pass.emqx), recipients);
    await recordEvent(pass, "Normal", "NodeEvacuation", `Node ${name} evacuation started`);
    return false;
}

function recipientsOf(pass: Pass): string[] {
    const { status } = pass.emqx;
    const [nodes, set] = hasReplicants(pass.emqx)
        ? [status.replicantNodes, setsIn(pass, "replicant").update]
        : [status.coreNodes, setsIn(pass, "core").update];
    const names = podsOf(pass, set).map(({ metadata }) => metadata.name);
    return nodes.flatMap(({ name, podName = "" }) => (name && names.includes(podName) ? [name] : []));
}
