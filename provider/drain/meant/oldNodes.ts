import { byKey, oldest, type PoolNode } from "./poolNode";
import { isFormer, isSelected, type Traces } from "./traces";

/** A pool as the program has it now. */
export interface PresentPool {
    /** Value of the label that its nodes carry, whichever pool of ACK they are of. */
    readonly pool: string;
    /** Id in ACK; undefined for a pool that the program has no more. */
    readonly nodePoolId?: string;
    /** What its nodes carry as their identity. */
    readonly identity?: string;
}

export interface SortedNodes {
    readonly old: readonly PoolNode[];
    /** Of which nobody knows of which pool they are; they are left alone. */
    readonly unknown: readonly PoolNode[];
    /** Of pools of which nothing shows that they are the program's former ones; they are left alone. */
    readonly foreign: readonly PoolNode[];
    /** Pools that have no node yet which could take over what is on their old ones. */
    readonly awaited: readonly PresentPool[];
}

type Verdict = "old" | "unknown" | "foreign" | "stays";

/**
 * Which nodes go with the pools that the engine deletes at the end of the update. ACK's own id tells, which is on a node from the
 * beginning and which every kind of replacement changes; our label of the identity where a node has none. A pool whose oldest node is
 * younger than the oldest one of today's pool was made after it, and so by somebody else; a repaired node is of its pool's age.
 */
export function sortNodes(
    nodes: readonly PoolNode[],
    pools: readonly PresentPool[],
    traces?: Traces,
): SortedNodes {
    const here = pools.map((present) => nodesOf(present, nodes)).filter(({ length }) => length > 0);
    const since = Math.max(...here.map(oldest));
    const verdicts = pools.flatMap((present) =>
        byKey(
            nodes.filter(({ pool }) => pool === present.pool),
            ({ nodePoolId, identity }) => nodePoolId ?? `without an id, ${identity}`,
        ).flatMap((group) => {
            const verdict =
                present.nodePoolId === undefined
                    ? ofPoolThatIsGone(group, since, traces)
                    : ofPoolThatIsThere(group, present, nodes);
            return group.map((node) => ({ node, verdict }));
        }),
    );
    const those = (wanted: Verdict) =>
        verdicts.filter(({ verdict }) => verdict === wanted).map(({ node }) => node);
    const old = those("old");
    const awaited = pools.filter(
        (present) =>
            present.nodePoolId !== undefined &&
            old.some(({ pool }) => pool === present.pool) &&
            !nodesOf(present, nodes).some(({ ready, cordoned }) => ready && !cordoned),
    );
    return { old, unknown: those("unknown"), foreign: those("foreign"), awaited };
}

/** Those of today's pool. */
function nodesOf({ pool, nodePoolId }: PresentPool, nodes: readonly PoolNode[]): PoolNode[] {
    if (nodePoolId === undefined) return [];
    return nodes.filter((node) => node.pool === pool && node.nodePoolId === nodePoolId);
}

function ofPoolThatIsThere(
    group: readonly PoolNode[],
    present: PresentPool,
    nodes: readonly PoolNode[],
): Verdict {
    const [{ nodePoolId, identity }] = group as readonly [PoolNode];
    if (nodePoolId === present.nodePoolId) return "stays";
    if (nodePoolId === undefined) {
        if (identity === undefined || present.identity === undefined) return "unknown";
        if (identity === present.identity) return "stays";
    }
    // Without any the answer is not known, and nothing is done before there is one.
    const now = nodesOf(present, nodes);
    return now.length === 0 || oldest(group) < oldest(now) ? "old" : "foreign";
}

/** Without traces somebody has written that the pool is gone. */
function ofPoolThatIsGone(group: readonly PoolNode[], since: number, traces: Traces | undefined): Verdict {
    if (traces === undefined) return "old";
    if (group.some(({ labels }) => isSelected(labels, traces))) return "stays";
    if (group[0]?.nodePoolId === undefined) return "unknown";
    return isFormer(group, since, traces) ? "old" : "foreign";
}
