import { find } from "../../../applied";
import { inNamespace } from "../../../emqxObject";
import { recordEvent } from "../../../events";
import { coresWanted } from "../emqxObject";
import { annotationsOf, isRetiring } from "../retirement";
import { type Round, type Step, writeSet } from "../round";
import { ordinalOf } from "../state";

/** Takes cores that ended for good out of EMQX's cluster. Source: internal/controller/sync_cluster_membership.go at 1dfa10a7. */
export const syncClusterMembership: Step = async (round) => {
    const { emqx, state, brokers, core, retirement } = round;
    const { coreSet } = state;
    if (core === undefined || coreSet === undefined) return "again";
    for (const node of emqx.status.clusterNodes) {
        if (node.role !== "core" || node.status !== "stopped") continue;
        const podName = node.podName ?? podNameOf(node.name);
        const ordinal = ordinalOf(podName);
        const isGoing = isRetiring(retirement, coreSet, ordinal);
        const isThere = state.podNamed(podName) !== undefined;
        if (!isGoing && (isThere || ordinal < coresWanted(emqx))) continue;
        await brokers.forceLeave(state.pods, node.name);
        const message = `Stale core node ${node.name} force-left the cluster`;
        await recordEvent(round, "Normal", "NodeForceLeave", message);
    }
    return undefined;
};

/**
 * Sets an ordinal free again when nothing of its pod is left, one a round. Source: internal/controller/retire_core_pods.go at 0d0e55d3, without
 * the deadlines (a minute without EMQX's API, ten in any case), which no test waits for.
 */
export const retireCorePods: Step = async (round) => {
    const { emqx, state, retirement } = round;
    const { coreSet } = state;
    if (coreSet === undefined || retirement.watermark === coreSet.spec.replicas) return undefined;
    const podName = `${coreSet.metadata.name}-${retirement.watermark - 1}`;
    if (state.podNamed(podName) !== undefined || (await hasClaim(round, podName))) return "again";
    const { clusterNodes } = emqx.status;
    const isMember = clusterNodes.some((node) => node.role === "core" && podNameOf(node.name) === podName);
    if (clusterNodes.length === 0 || isMember) return "again";
    round.retirement = { ...retirement, watermark: retirement.watermark - 1 };
    const annotations = { ...coreSet.metadata.annotations, ...annotationsOf(round.retirement) };
    await writeSet(round, "core", { ...coreSet, metadata: { ...coreSet.metadata, annotations } });
    const message = `Core pod ${podName} retired and its ordinal is reusable`;
    await recordEvent(round, "Normal", "CorePodRetired", message);
    return undefined;
};

async function hasClaim({ kube, emqx, state }: Round, podName: string): Promise<boolean> {
    const claims = `${inNamespace(emqx, "/api/v1")}/persistentvolumeclaims`;
    const templates: { metadata: { name: string } }[] = state.coreSet?.spec.volumeClaimTemplates ?? [];
    for (const { metadata } of templates) {
        if ((await find(kube, `${claims}/${metadata.name}-${podName}`)) !== undefined) return true;
    }
    return false;
}

/** `emqx@emqx-core-2.emqx-headless.…` is the node of emqx-core-2. */
function podNameOf(nodeName: string): string {
    return nodeName.slice(nodeName.indexOf("@") + 1).split(".")[0] ?? "";
}
