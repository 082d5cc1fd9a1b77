import { NODE_POOL_LABEL, NODE_ROLE_LABEL } from "../../naming/labels";
import { oldest, type PoolNode } from "./poolNode";

/**
 * A StatefulSet or ReplicaSet of EMQX, of now or of before: the operator keeps the last three without pods. Source: emqx-operator 2.2.29,
 * apis/apps/v2beta1/emqx_types.go (`RevisionHistoryLimit`), controllers/apps/v2beta1/add_emqx_core.go and add_emqx_repl.go.
 */
export interface EmqxSet {
    readonly role: string;
    /** In milliseconds. */
    readonly created: number;
    /** What its pods ask of a node. */
    readonly nodeSelector: Readonly<Record<string, string>>;
}

/**
 * By what a stack knows pools that it had and has no more: nobody wrote that one is gone, and nodes of another stack, or of the user's own
 * pools, may carry the same name.
 */
export interface Traces {
    /** Labels of nodes that are not the stack's own, where its EMQX runs on such. */
    readonly existing?: Readonly<Record<string, string>>;
    readonly sets: readonly EmqxSet[];
}

/** Whether EMQX is meant to run on a node that is not the stack's own. */
export function isSelected(labels: PoolNode["labels"], { existing }: Traces): boolean {
    return (
        existing !== undefined && Object.entries(existing).every(([label, value]) => labels[label] === value)
    );
}

/**
 * Whether a pool that the stack has no more was one of it. It is older than something that took its place: a pool of the stack, made `since`,
 * or a set of EMQX. On nodes that exist it has to be one that EMQX was on by its role, as it is on pools of its own alone.
 */
export function isFormer(pool: readonly PoolNode[], since: number, { existing, sets }: Traces): boolean {
    const newest = Math.max(since, ...sets.map(({ created }) => created));
    if (oldest(pool) >= newest) return false;
    return existing === undefined || pool.some((node) => wasOurs(node, sets));
}

function wasOurs({ pool, labels }: PoolNode, sets: readonly EmqxSet[]): boolean {
    const there = sets.filter(({ nodeSelector }) => nodeSelector[NODE_POOL_LABEL] === pool);
    return there.length > 0 && there.every(({ role }) => role === labels[NODE_ROLE_LABEL]);
}
