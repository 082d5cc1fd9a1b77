import { recordEvent } from "../../events";
import { controllerOf, type LivePod } from "../../pods";
import { nodeOf } from "./admission";
import { paceOf, replicantsWanted } from "./emqxObject";
import { SCALING_DOWN } from "./names";
import type { Round } from "./round";

/** Has the clients of a pod's node moved, if there is anybody to move them to. */
export async function startEvacuation(round: Round, pod: LivePod, role: "core" | "replicant"): Promise<void> {
    const { emqx, brokers } = round;
    const node = nodeOf(emqx, pod, role);
    if (node === undefined) throw new Error("no corresponding node in cluster status");
    const recipients = targets(round).filter((name) => name !== node.name);
    if (recipients.length === 0) {
        const message = `Node ${node.name} evacuation skipped: no nodes to migrate to`;
        await recordEvent(round, "Warning", "NodeEvacuation", message);
        return;
    }
    const asked = { name: node.name, podUid: pod.metadata.uid, sessions: node.sessions };
    await brokers.startEvacuation(asked, paceOf(emqx), recipients);
    await recordEvent(round, "Normal", "NodeEvacuation", `Node ${node.name} evacuation started`);
}

export async function stopEvacuation(round: Round, nodeName: string, pod: LivePod): Promise<void> {
    await round.brokers.stopEvacuation({ name: nodeName, podUid: pod.metadata.uid });
    await recordEvent(round, "Normal", "NodeEvacuation", `Node ${nodeName} evacuation stopped`);
}

/**
 * Replicants of the set asked for if one of them is there, else any that stay; the cores of a cluster without. Source:
 * sync_core_set.go (migrationTargetNodes) at 05d3881c.
 */
function targets({ state, emqx }: Round): string[] {
    const nodes = emqx.status.clusterNodes.flatMap((node) => {
        const pod = node.podName === undefined ? undefined : state.podNamed(node.podName);
        return pod === undefined ? [] : [{ node, pod }];
    });
    if (replicantsWanted(emqx) === 0) {
        return nodes
            .filter(({ node, pod }) => node.role === "core" && isOf(pod, state.coreSet?.metadata.uid))
            .map(({ node }) => node.name);
    }
    const update = state.updateSet(emqx.status);
    if (update === undefined) return [];
    const staying = nodes.filter(
        ({ node, pod }) =>
            node.role === "replicant" && pod.metadata.annotations?.[SCALING_DOWN] === undefined,
    );
    const newest = staying.filter(({ pod }) => isOf(pod, update.metadata.uid));
    return (newest.length > 0 ? newest : staying).map(({ node }) => node.name);
}

function isOf(pod: LivePod, setUid: string | undefined): boolean {
    return setUid !== undefined && controllerOf(pod)?.uid === setUid;
}
