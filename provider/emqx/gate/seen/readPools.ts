import { ifAllowed } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { NODE_POOL_LABEL, POOL_IDENTITY_LABEL } from "../../../naming/labels";
import type { NodeOfPool } from "../meant/formerPools";

/** Nodes of these pools, of today's and of former ones; none where these credentials may not see nodes. */
export async function readPools({ core }: Apis, pools: readonly string[]): Promise<NodeOfPool[]> {
    const found = await ifAllowed(
        core.listNode({ labelSelector: `${NODE_POOL_LABEL} in (${pools.join(",")})` }),
    );
    return (found?.items ?? []).map(({ metadata }) => {
        const identity = metadata?.labels?.[POOL_IDENTITY_LABEL];
        return {
            pool: metadata?.labels?.[NODE_POOL_LABEL] ?? "",
            ...(identity === undefined ? {} : { identity }),
            madeAt: new Date(metadata?.creationTimestamp ?? 0).getTime(),
        };
    });
}
