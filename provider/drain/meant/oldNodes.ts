/** A pool as the program has it now. */
export interface PresentPool {
    /** Value of the label that its nodes carry, whichever pool of ACK they are of. */
    readonly pool: string;
    /** Id in ACK; undefined for a pool that the program has no more. */
    readonly nodePoolId?: string;
    /** What its nodes carry as their identity. */
    readonly identity?: string;
}

/** A node of one of the pools, of today's or of one before. */
export interface PoolNode {
    readonly name: string;
    readonly pool: string;
    /** Id of its pool in ACK; undefined where the node does not say. */
    readonly nodePoolId?: string;
    readonly identity?: string;
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
 * Which nodes go with the pools that the engine deletes at the end of the update. ACK's own id tells, which is on a node from the
 * beginning and which every kind of replacement changes; our label of the identity where a node has none.
 */
export function sortNodes(nodes: readonly PoolNode[], pools: readonly PresentPool[]): SortedNodes {
    const verdicts = nodes.flatMap((node) => {
        const present = pools.find(({ pool }) => pool === node.pool);
        return present === undefined ? [] : [{ node, isOld: isOld(node, present) }];
    });
    const those = (verdict: boolean | undefined) =>
        verdicts.filter((one) => one.isOld === verdict).map(({ node }) => node);
    return { old: those(true), unknown: those(undefined) };
}

/** Undefined where nobody knows. */
function isOld(node: PoolNode, present: PresentPool): boolean | undefined {
    if (present.nodePoolId === undefined) return true;
    if (node.nodePoolId !== undefined) return node.nodePoolId !== present.nodePoolId;
    if (node.identity === undefined || present.identity === undefined) return undefined;
    return node.identity !== present.identity;
}
