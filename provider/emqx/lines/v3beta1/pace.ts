import {
    type EvacuationSeconds,
    FASTEST_PACE,
    type Pace,
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    takersIn,
} from "../line/pace";
import { atOnce, loads, rounds, turns } from "./turns";

/**
 * In place: one node after another is emptied, deleted and made anew; no second set. Sources: EMQX Operator, Perform a Rolling Update;
 * recordings of image changes; how a node is emptied: emqx/emqx release-63, `emqx_node_rebalance_evacuation.erl`.
 */
export const pace: Pace = {
    defaults: {
        // Source: emqxes CRD of operator 3.0, evacuationStrategy.
        connectionsPerSecond: 1000,
        sessionsPerSecond: 1000,
        waitTakeoverSeconds: 10,
        waitHealthCheckSeconds: 60,
        // It has none: the first node's turn comes at once.
        initialDelaySeconds: 0,
        // This package's: as many replicants serve as before. The operator's own are 0 and 1, one fewer.
        maxSurge: 1,
        maxUnavailable: 0,
        minReadySeconds: 0,
    },
    leaves: "oneByOne",
    turns,
    scaleDown: { core: "emptied", replicant: "emptied" },
    peakPods: (role, replicas, { maxSurge }) =>
        role === "core" || replicas === 0 ? replicas : replicas + maxSurge,
    newPods: (role, wanted, running, { maxSurge }) =>
        wanted === 0 ? 0 : Math.max(0, wanted - running) + (role === "core" || running === 0 ? 0 : maxSurge),
    peakSource: "rolling update of operator 3.0, rollingUpdate.maxSurge",
    parts,
    evacuation,
    leftAfterDrain,
    fittingPace,
};

/** Seconds for a pod to be scheduled, pull its image, boot EMQX and join: generous, since a cold node pulls 200 MB. */
const BOOT_SECONDS = 300;

/**
 * Seconds for a pod to end and for the operator to see it gone, at most: Kubernetes' grace of 30 s, which the operator leaves
 * as it is, and some of the operator's looks, one a second.
 */
const REMOVAL_SECONDS = 35;

/** EMQX's own `DEFAULT_WAIT_TAKEOVER`: what holds for a pause of 0, should the operator not send it. */
const WAIT_TAKEOVER_SECONDS = 60;

/** What one node goes through before its pod is deleted, in this order. EMQX closes and moves in rounds of a second. */
function emptying(
    clients: number,
    work: RolloutWork,
): { closing: number; takeover: number; sessions: number } {
    return {
        closing: Math.ceil(clients / work.connectionsPerSecond),
        takeover: work.waitTakeoverSeconds || WAIT_TAKEOVER_SECONDS,
        sessions: Math.ceil(clients / work.sessionsPerSecond),
    };
}

/** Seconds until a node whose pod is deleted is there again. */
function renewal({ minReadySeconds }: RolloutWork): number {
    return REMOVAL_SECONDS + BOOT_SECONDS + minReadySeconds;
}

function parts(work: RolloutWork, rolled: RolledRoles): RolloutPart[] {
    const takers = takersIn(work);
    return (["core", "replicant"] as const)
        .filter((role) => rolled[role] && (role === "core" || work.replicants > 0))
        .flatMap((role): RolloutPart[] => {
            const times = rounds(role, work);
            const emptied = work.evacuates && role === takers.role;
            return [
                ...(emptied ? [{ what: "evacuation" as const, role, times, secondsEach: mean(work) }] : []),
                { what: "removal", role, times, secondsEach: REMOVAL_SECONDS },
                { what: "boot", role, times, secondsEach: BOOT_SECONDS + work.minReadySeconds },
            ];
        });
}

/** From a node's turn until it is empty, on an average of the turns: later ones have more clients. */
function mean(work: RolloutWork): number {
    const each = loads(work).map((clients) => {
        const { closing, takeover, sessions } = emptying(clients, work);
        return work.waitHealthCheckSeconds + closing + takeover + sessions;
    });
    return sum(each) / each.length;
}

/** From the first node's turn: one node after another is emptied and made anew. */
function evacuation(work: RolloutWork): EvacuationSeconds {
    const nodes = loads(work).map((clients) => emptying(clients, work));
    const between = nodes.slice(0, -1);
    const waits =
        nodes.length * work.waitHealthCheckSeconds +
        sum(between.map(({ takeover }) => takeover)) +
        between.length * renewal(work);
    const connections = waits + sum(nodes.map(({ closing }) => closing));
    const longest = Math.max(...nodes.map(({ closing }) => closing));
    return {
        connections,
        everything: connections + sum(between.map(({ sessions }) => sessions)),
        waits,
        // A node leaves the load balancer when it begins to be emptied: its readiness probe then fails.
        drain: work.waitHealthCheckSeconds + longest,
    };
}

function leftAfterDrain(work: RolloutWork, drainSeconds: number): number {
    const { role, count } = takersIn(work);
    const asked =
        Math.max(0, Math.floor(drainSeconds - work.waitHealthCheckSeconds)) * work.connectionsPerSecond;
    const together = atOnce(role, work);
    return sum(
        loads(work).map((clients, round) => {
            const nodes = Math.min(together, count - round * together);
            return nodes * Math.max(0, clients - asked);
        }),
    );
}

/** Rounded up to a figure one writes. */
function fittingPace(work: RolloutWork, drainSeconds: number): number | undefined {
    const seconds = Math.floor(drainSeconds - work.waitHealthCheckSeconds);
    if (seconds < 1) return undefined;
    const perSecond = Math.ceil(Math.max(...loads(work)) / seconds / 100) * 100;
    return perSecond > FASTEST_PACE ? undefined : perSecond;
}

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, number) => total + number, 0);
}
