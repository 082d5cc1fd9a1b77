import type { Apis } from "../../../kubernetes/apis";
import { joinedAt, nodesWith } from "../../../kubernetes/nodes";
import { NODE_POOL_LABEL, POOL_IDENTITY_LABEL } from "../../../naming/labels";
import type { NodeOfPool } from "../meant/formerPools";

/** Nodes of these pools, of today's and of former ones; none where these credentials may not see nodes. */
export async function readPools(apis: Apis, pools: readonly string[]): Promise<NodeOfPool[]> {
    const found = await nodesWith(apis, NODE_POOL_LABEL, pools);
    return (found ?? []).map((node) => {
        const labels = node.metadata?.labels ?? {};
        const identity = labels[POOL_IDENTITY_LABEL];
        return {
            pool: labels[NODE_POOL_LABEL] ?? "",
            ...(identity === undefined ? {} : { identity }),
            madeAt: joinedAt(node),
        };
    });
}
