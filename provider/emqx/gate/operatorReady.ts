import type { OperatorLine } from "../lines/line/line";
import { GONE_FIRST } from "./meant/goneFirst";
import { changedLately, type OperatorState, operatorProgress, rivals, serves } from "./meant/operatorState";
import type { PresentCluster } from "./meant/present";
import type { ClusterAccess } from "./seen/clusterAccess";
import { settled } from "./settled";
import { patiently, type Watch } from "./watch";

export interface OperatorGoal {
    readonly line: OperatorLine;
    readonly namespace: string;
    readonly instance: string;
    readonly timeoutSeconds: number;
}

/**
 * The webhook of a new operator gets this time from the end of its rollout. It serves kinds that EMQX itself does not need, so a
 * silent one delays and does not stop.
 */
const WEBHOOK_MS = 60_000;

/** Waits until the operator that is to carry out a change serves, and has come to rest with what it found. */
export async function operatorReady(
    goal: OperatorGoal,
    present: PresentCluster | undefined,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    const operators = await operatorServing(goal, access, watch);
    const rivalry = rivals(operators, goal.namespace);
    if (rivalry !== undefined) watch.warn(rivalry);
    const young = operators.filter((operator) => changedLately(operator, watch.now()));
    for (const operator of young.filter(({ webhook }) => webhook)) {
        await webhookAnswering(goal, operator, access, watch);
    }
    if (young.length > 0 && present !== undefined) await settled(goal, present, access, watch);
}

/** An object that is written while no operator acts changes nothing, and old and new operator disagree about it. */
function operatorServing(goal: OperatorGoal, access: ClusterAccess, watch: Watch): Promise<OperatorState[]> {
    return patiently<OperatorState[]>(watch, goal.timeoutSeconds, async () => {
        const operators = await access.operators(goal.namespace);
        const [idle] = operators.filter((operator) => !serves(operator));
        // One that serves is enough, where another one stands beside it for whatever reason.
        if (idle === undefined || operators.some((one) => serves(one) && one.wanted > 0))
            return { result: operators };
        return {
            progress: `waiting for the ${operatorProgress(idle)}`,
            failure: (unreachable) =>
                `The EMQX operator does not serve: Deployment ${idle.name} in namespace ${idle.namespace} has ${idle.available} of ${idle.wanted} pods available${idle.trouble ? `; ${idle.trouble}` : ""}${unreachable ? `; the API server does not answer: ${unreachable}` : ""}\n${GONE_FIRST}`,
        };
    });
}

async function webhookAnswering(
    goal: OperatorGoal,
    operator: OperatorState,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    const end = (operator.rolledOutAt ?? watch.now()) + WEBHOOK_MS;
    const silent = await patiently(watch, goal.timeoutSeconds, async () => {
        const reason = await access.webhook(operator.namespace);
        if (reason === undefined || watch.now() >= end) return { result: reason };
        return {
            progress: `waiting for the operator's webhook (${reason})`,
            failure: () => `The EMQX operator's webhook does not answer: ${reason}`,
        };
    });
    if (silent !== undefined)
        watch.warn(
            `the EMQX operator's webhook does not answer (${silent}). EMQX itself runs without it; objects of kind Rebalance and of older API versions do not. Can the API server reach the operator's pods on port 9443?`,
        );
}
