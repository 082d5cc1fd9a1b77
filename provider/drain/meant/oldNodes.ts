/** A pool as the program has it now. */
export interface PresentPool {
    /** Value of the label that its nodes carry, whichever pool of ACK they are of. */
    readonly pool: string;
    /** Id in ACK; undefined for a pool that the program has no more. */
    readonly nodePoolId?: string;
}

/** A node of one of the pools, of today's or of one before. */
export interface PoolNode {
    readonly name: string;
    readonly pool: string;
    /** Id of its pool in ACK; undefined where the node does not say. */
    readonly nodePoolId?: string;
    readonly cordoned: boolean;
    /** Its kubelet says nothing more: whatever was on it runs no more, and nobody confirms an eviction. */
    readonly lost: boolean;
}

export interface SortedNodes {
    readonly old: readonly PoolNode[];
    /** Of which nobody knows whether they are old; they are left alone. */
    readonly unknown: readonly PoolNode[];
}

/**
 * Which nodes go with the pools that the engine deletes at the end of the update. ACK's own id tells and not a label of ours: it is on a
 * node from the beginning, and every kind of replacement changes it.
 */
export function sortNodes(nodes: readonly PoolNode[], pools: readonly PresentPool[]): SortedNodes {
    const ids = new Map(pools.map(({ pool, nodePoolId }) => [pool, nodePoolId]));
    const ours = nodes.filter(({ pool }) => ids.has(pool));
    const gone = (node: PoolNode) => ids.get(node.pool) === undefined;
    return {
        old: ours.filter(
            (node) => gone(node) || (node.nodePoolId !== undefined && node.nodePoolId !== ids.get(node.pool)),
        ),
        unknown: ours.filter((node) => !gone(node) && node.nodePoolId === undefined),
    };
}
