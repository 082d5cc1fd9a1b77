import { type Look, MOMENT_SECONDS, patiently, type Watch } from "../emqx/gate/watch";
import { isAnswer, reasonOf } from "../kubernetes/answers";
import { DrainHistory } from "./meant/history";
import { loadOf } from "./meant/load";
import { type Move, type Moves, nextMoves } from "./meant/moves";
import { foreignNodes, nobodyTakesOver, unknownNode } from "./meant/nodesInWords";
import { type PresentPool, sortNodes } from "./meant/oldNodes";
import { byKey, type PoolNode } from "./meant/poolNode";
import type { Traces } from "./meant/traces";
import { emqxStays, type Held, heldInWords, movesInWords } from "./meant/words";
import { podName } from "./meant/workload";
import type { DrainAccess } from "./seen/drainAccess";

export interface DrainGoal {
    readonly pools: readonly PresentPool[];
    /** Of the EMQX cluster that has moved to the pools of now. */
    readonly namespace: string;
    readonly timeoutSeconds: number;
    /** Of a whole stack, whose pools without an id are those that it may have had. */
    readonly stack?: { readonly existing?: Readonly<Record<string, string>> };
}

/** ACK makes a node in about five minutes; one that is not there then is not on its way. */
const NODE_SECONDS = 600;

/**
 * Empties the nodes of former pools, so that nothing is lost when the engine deletes these at the end of the update. Returns the
 * names of the nodes, empty now.
 */
export async function drainNodes(goal: DrainGoal, access: DrainAccess, watch: Watch): Promise<string[]> {
    const history = new DrainHistory();
    const begun = watch.now();
    const told = new Set<string>();
    const tell = (line: string) => {
        if (!told.has(line)) watch.warn(line);
        told.add(line);
    };
    return patiently<string[]>(watch, goal.timeoutSeconds, async () => {
        try {
            const seen = await access.nodes(goal.pools.map(({ pool }) => pool));
            if (seen !== undefined) return await look(goal, seen, access, watch, history, tell);
            return blind(watch.now() - begun, tell);
        } catch (error) {
            if (!isAnswer(error)) throw error;
            return refused(reasonOf(error));
        }
    });
}

/** Nearly every update replaces no pool and need not know; where the right is only about to come, it is waited for. */
function blind(milliseconds: number, tell: (line: string) => void): Look<string[]> {
    const sentence =
        "These credentials may not list nodes: where a node pool is replaced, its old nodes are not emptied before ACK deletes them.";
    if (milliseconds < MOMENT_SECONDS * 1000)
        return { progress: "these credentials may not list nodes", failure: () => sentence };
    tell(sentence);
    return { result: [] };
}

async function look(
    goal: DrainGoal,
    seen: readonly PoolNode[],
    access: DrainAccess,
    watch: Watch,
    history: DrainHistory,
    tell: (line: string) => void,
): Promise<Look<string[]>> {
    const { old, unknown, foreign, awaited } = sortNodes(
        seen,
        goal.pools,
        await tracesOf(goal, seen, access),
    );
    for (const { name } of unknown) tell(unknownNode(name));
    for (const nodes of byKey(foreign, ({ pool, nodePoolId }) => `${pool} ${nodePoolId}`))
        tell(foreignNodes(nodes, goal.pools));
    const nodes = old.map(({ name }) => name);
    if (old.length === 0) return { result: [] };
    const { moves, waits, left, emqx } = await decide(old, access, watch, history);
    if (emqx.length > 0)
        return {
            progress: "EMQX is still on old nodes",
            failure: () => emqxStays(emqx, goal.namespace),
            endsAfter: MOMENT_SECONDS,
        };
    if (awaited.length > 0)
        return {
            progress: `no node of ${awaited.map(({ pool }) => pool).join(" and ")} can take over yet`,
            failure: (unreachable) => nobodyTakesOver(awaited, seen, unreachable),
            endsAfter: NODE_SECONDS,
        };
    for (const { name } of old.filter(({ cordoned }) => !cordoned)) await access.cordon(name);
    const held: Held[] = waits.map(({ workload, why }) => ({
        what: workload.title,
        why: `waits for ${why}`,
    }));
    for (const move of moves) {
        const why = await carryOut(move, access, watch, history, tell);
        if (why !== undefined) held.push({ what: move.workload.title, why });
    }
    if (moves.length === 0 && held.length === 0) {
        for (const pod of left)
            tell(
                `Pod ${podName(pod)} puts up with cordoned nodes and comes back to node ${pod.node} each time: it goes with the node, and other pods of its workload serve meanwhile.`,
            );
        return { result: nodes };
    }
    return {
        progress: `emptying ${nodes.length} old nodes: ${movesInWords(moves, held)}`,
        failure: (unreachable) => heldInWords(old, goal.timeoutSeconds, held, unreachable),
    };
}

/** Asked for only where something carries the name of a pool that the stack has no more. */
async function tracesOf(
    { pools, namespace, stack }: DrainGoal,
    seen: readonly PoolNode[],
    access: DrainAccess,
): Promise<Traces | undefined> {
    if (stack === undefined) return undefined;
    const gone = pools.filter(({ nodePoolId }) => nodePoolId === undefined);
    const any = seen.some((node) => gone.some(({ pool }) => pool === node.pool));
    return { ...stack, sets: any ? await access.sets(namespace) : [] };
}

async function decide(
    old: readonly PoolNode[],
    access: DrainAccess,
    watch: Watch,
    history: DrainHistory,
): Promise<Moves> {
    const seen = await access.surroundings(old, history.touchedNamespaces);
    return nextMoves(loadOf(seen, old, watch.now()), {
        touched: (workload) => history.touched(workload),
        floor: (workload) => history.floor(workload, watch.now()),
        comesBack: (workload) => history.comesBack(workload),
    });
}

/** Why it could not be done now. */
async function carryOut(
    move: Move,
    access: DrainAccess,
    watch: Watch,
    history: DrainHistory,
    tell: (line: string) => void,
): Promise<string | undefined> {
    const { title, kind } = move.workload;
    if (move.kind === "restart") {
        await access.restart(move.workload, new Date(watch.now()));
        history.done(move);
        return undefined;
    }
    const refusal = await access.evict(move.pod);
    if (refusal !== undefined) return refusal;
    history.done(move);
    if (kind === "bare") tell(`${title} was on a node that goes and nobody makes it anew: it was ended.`);
    else if (move.blinks)
        tell(
            `${title} has one pod that serves and cannot have another one ready first: it is away until it runs on another node.`,
        );
    return undefined;
}

function refused(reason: string): Look<never> {
    return {
        progress: `API server refuses: ${reason}`,
        failure: () =>
            `The old nodes cannot be emptied, since the Kubernetes API server refuses: ${reason}. docs/upgrading.md lists the rights that are needed. The old node pools were not deleted.`,
        endsAfter: MOMENT_SECONDS,
    };
}
