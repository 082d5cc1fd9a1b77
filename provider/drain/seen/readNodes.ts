import type { Apis, KubernetesNode } from "../../kubernetes/apis";
import { isCordoned, joinedAt, nodesWith } from "../../kubernetes/nodes";
import { NODE_POOL_LABEL, POOL_IDENTITY_LABEL } from "../../naming/labels";
import type { PoolNode } from "../meant/poolNode";

/**
 * A node's pool in ACK: by the script that joins it, and by the cloud controller manager from the tag of its machine.
 * Source: ACK's help pages on nodes ("alibabacloud.com/nodepool-id"); cloud-provider-alibaba-cloud v2.14.0, pkg/controller/node/manager.go.
 */
const POOL_ID_LABELS = ["alibabacloud.com/nodepool-id", "node.alibabacloud.com/nodepool-id"];

/** Undefined where these credentials may not see nodes. */
export async function readNodes(apis: Apis, pools: readonly string[]): Promise<PoolNode[] | undefined> {
    return (await nodesWith(apis, NODE_POOL_LABEL, pools))?.map(poolNode);
}

function poolNode(node: KubernetesNode): PoolNode {
    const { metadata, status } = node;
    const labels = metadata?.labels ?? {};
    const identity = labels[POOL_IDENTITY_LABEL];
    const id = POOL_ID_LABELS.map((label) => labels[label]).find(Boolean);
    const ready = status?.conditions?.find(({ type }) => type === "Ready");
    return {
        name: metadata?.name ?? "",
        pool: labels[NODE_POOL_LABEL] ?? "",
        ...(id === undefined ? {} : { nodePoolId: id }),
        ...(identity === undefined ? {} : { identity }),
        labels,
        created: joinedAt(node),
        cordoned: isCordoned(node),
        ready: ready?.status === "True",
        lost: ready?.status === "Unknown",
    };
}
