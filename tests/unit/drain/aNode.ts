import type { PoolNode } from "../../../provider/drain/meant/poolNode";
import { NODE_ROLE_LABEL } from "../../../provider/naming/labels";

/** A node of `mqtt-core` that takes pods, unless a test says otherwise; one without an id does not say its pool. */
export function aNode(name: string, given: Partial<PoolNode> = {}): PoolNode {
    const pool = given.pool ?? "mqtt-core";
    return {
        name,
        pool,
        labels: { [NODE_ROLE_LABEL]: pool.endsWith("core") ? "core" : "replicant" },
        created: 0,
        cordoned: false,
        ready: true,
        lost: false,
        ...given,
    };
}
