import {
    type EvacuationSeconds,
    FASTEST_PACE,
    type Pace,
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    takersIn,
} from "../line/pace";

/**
 * Blue-green: a second set of pods beside the running one; when all of it is ready, every old pod leaves the load balancer in
 * the same second, and one after another is emptied and removed. Sources: recordings of operators 2.2.29 and 2.3, and their
 * `sync_pods.go`; how a node is emptied: emqx/emqx v5.7.0 to v5.7.2, e5.8.11 and release-63,
 * `emqx_node_rebalance_evacuation.erl`, the same in all of them.
 */
export function paceOf(operator: string, scaleDown: Pace["scaleDown"]): Pace {
    return { ...BLUE_GREEN, scaleDown, peakSource: `blue-green update of ${operator}` };
}

const BLUE_GREEN: Omit<Pace, "peakSource" | "scaleDown"> = {
    // Source: emqxes CRDs of operators 2.2.29 and 2.3, updateStrategy.
    defaults: {
        connectionsPerSecond: 1000,
        sessionsPerSecond: 1000,
        waitTakeoverSeconds: 10,
        initialDelaySeconds: 10,
        // EMQX's own `DEFAULT_WAIT_HEALTH_CHECK` too: operator 2.2 names no other.
        waitHealthCheckSeconds: 60,
        // A whole second set beside the first one.
        maxSurge: 0,
        maxUnavailable: 0,
        minReadySeconds: 0,
    },
    leaves: "together",
    peakPods: (_, replicas) => 2 * replicas,
    newPods: (_, wanted) => wanted,
    parts,
    evacuation,
    leftAfterDrain,
    fittingPace,
};

/** Seconds for a pod to be scheduled, pull its image, boot EMQX and join: generous, since a cold node pulls 200 MB. */
const BOOT_SECONDS = 300;

/**
 * Seconds for a pod to end and for the operator to see it gone, at most: Kubernetes' grace of 30 s, which the operator leaves
 * as it is, and some of the operator's looks, one a second (`emqx_controller.go`).
 */
const REMOVAL_SECONDS = 35;

/** EMQX's own `DEFAULT_WAIT_TAKEOVER`: what holds for a pause of 0, which operator 2.2 does not send. */
const WAIT_TAKEOVER_SECONDS = 60;

/** EMQX's own `DEFAULT_WAIT_HEALTH_CHECK`: what holds for a pause of 0, should operator 2.3 not send it either. */
const WAIT_HEALTH_CHECK_SECONDS = 60;

/** What one old node goes through, in this order. EMQX closes and moves in rounds of a second. */
interface NodeSeconds {
    readonly healthCheck: number;
    readonly closing: number;
    readonly takeover: number;
    /** When every session outlives its connection. */
    readonly sessions: number;
    readonly removal: number;
}

function nodeSeconds(work: RolloutWork): NodeSeconds {
    const each = clientsOfNode(work);
    return {
        healthCheck: work.waitHealthCheckSeconds || WAIT_HEALTH_CHECK_SECONDS,
        closing: Math.ceil(each / work.connectionsPerSecond),
        takeover: work.waitTakeoverSeconds || WAIT_TAKEOVER_SECONDS,
        sessions: Math.ceil(each / work.sessionsPerSecond),
        removal: REMOVAL_SECONDS,
    };
}

function clientsOfNode(work: RolloutWork): number {
    return Math.ceil(work.connections / takersIn(work).count);
}

/** From one node's turn to the next one's. */
function turn({ healthCheck, closing, takeover, sessions, removal }: NodeSeconds): number {
    return healthCheck + closing + takeover + sessions + removal;
}

function parts(work: RolloutWork, rolled: RolledRoles): RolloutPart[] {
    const takers = takersIn(work);
    const node = nodeSeconds(work);
    const emptied = work.evacuates && rolled[takers.role];
    const roles = (["core", "replicant"] as const).filter(
        (role) => rolled[role] && (role === "core" || work.replicants > 0),
    );
    return [
        ...roles.map((role) => ({ what: "boot" as const, role, times: 1, secondsEach: BOOT_SECONDS })),
        { what: "delay", times: 1, secondsEach: work.initialDelaySeconds },
        {
            what: "evacuation",
            role: takers.role,
            times: takers.count,
            secondsEach: emptied ? turn(node) - node.removal : 0,
        },
        ...[...roles].reverse().map((role) => ({
            what: "removal" as const,
            role,
            times: role === "core" ? work.cores : work.replicants,
            // A node without clients goes so long after the one before it (`checkWaitTakeoverReady`).
            secondsEach:
                emptied && role === takers.role
                    ? node.removal
                    : Math.max(work.waitTakeoverSeconds, node.removal),
        })),
    ];
}

/** From the moment the old pods leave the load balancer: one node after another is emptied. */
function evacuation(work: RolloutWork): EvacuationSeconds {
    const { count } = takersIn(work);
    const node = nodeSeconds(work);
    const between = count - 1;
    const waits =
        work.initialDelaySeconds + count * node.healthCheck + between * (node.takeover + node.removal);
    const connections = waits + count * node.closing;
    const everything = connections + between * node.sessions;
    return { connections, everything, waits, drain: everything };
}

function leftAfterDrain(work: RolloutWork, drainSeconds: number): number {
    const { count: nodes } = takersIn(work);
    const each = clientsOfNode(work);
    const node = nodeSeconds(work);
    const time = Math.max(0, drainSeconds - work.initialDelaySeconds);
    const done = Math.min(nodes, Math.floor(time / turn(node)));
    const rounds = Math.max(0, Math.floor(time - done * turn(node) - node.healthCheck));
    const within = done < nodes ? Math.min(each, rounds * work.connectionsPerSecond) : 0;
    return Math.min(work.connections, (nodes - done) * each - within);
}

/** Rounded up to a figure one writes. */
function fittingPace(work: RolloutWork, drainSeconds: number): number | undefined {
    const { count: nodes } = takersIn(work);
    const rounds = Math.floor((drainSeconds - evacuation(work).waits) / (2 * nodes - 1));
    if (rounds < 1) return undefined;
    const perSecond = Math.ceil(clientsOfNode(work) / rounds / 100) * 100;
    return perSecond > FASTEST_PACE ? undefined : perSecond;
}
