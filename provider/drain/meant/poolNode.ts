/** A node of one of the pools, of today's or of one before. */
export interface PoolNode {
    readonly name: string;
    readonly pool: string;
    /** Id of its pool in ACK; undefined where the node does not say. */
    readonly nodePoolId?: string;
    readonly identity?: string;
    readonly labels: Readonly<Record<string, string>>;
    /** When it joined, in milliseconds. */
    readonly created: number;
    readonly cordoned: boolean;
    readonly ready: boolean;
    /** Its kubelet says nothing more: whatever was on it runs no more, and nobody confirms an eviction. */
    readonly lost: boolean;
}

/** Nodes with the same key, as one node pool of ACK has the same id on all of its nodes. */
export function byKey<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
    const groups = new Map<string, T[]>();
    for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
    return [...groups.values()];
}

/** When the first of them joined, in milliseconds. */
export function oldest(nodes: readonly { readonly created: number }[]): number {
    return Math.min(...nodes.map(({ created }) => created));
}
