import {
    type EvacuationSeconds,
    type Pace,
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    takersIn,
} from "../line/pace";

/**
 * Blue-green: a second set of pods beside the running one; when all of it is ready, every old pod leaves the load balancer in
 * the same second, and one after another is emptied and removed. Sources: recordings of operator 2.2.29 and its
 * `sync_pods.go`.
 */
export const pace: Pace = {
    // Source: emqxes CRD of operator 2.2.29, updateStrategy.
    defaults: {
        connectionsPerSecond: 1000,
        sessionsPerSecond: 1000,
        waitTakeoverSeconds: 10,
        initialDelaySeconds: 10,
    },
    leaves: "together",
    peakPods: (replicas) => 2 * replicas,
    newPods: (wanted) => wanted,
    peakSource: "blue-green update of operator 2.2",
    parts,
    evacuation,
    leftAfterDrain,
    fittingPace,
};

/** Seconds for a pod to be scheduled, pull its image, boot EMQX and join: generous, since a cold node pulls 200 MB. */
const BOOT_SECONDS = 300;

/** Seconds for a pod to end and for the operator to see it gone. */
const REMOVAL_SECONDS = 30;

function parts(work: RolloutWork, rolled: RolledRoles): RolloutPart[] {
    const takers = takersIn(work);
    const perNode = work.connections / takers.count;
    const emptying =
        work.evacuates && rolled[takers.role]
            ? perNode / work.connectionsPerSecond + perNode / work.sessionsPerSecond
            : 0;
    const roles = (["core", "replicant"] as const).filter(
        (role) => rolled[role] && (role === "core" || work.replicants > 0),
    );
    return [
        ...roles.map((role) => ({ what: "boot" as const, role, times: 1, secondsEach: BOOT_SECONDS })),
        { what: "delay", times: 1, secondsEach: work.initialDelaySeconds },
        { what: "evacuation", role: takers.role, times: takers.count, secondsEach: emptying },
        ...[...roles].reverse().map((role) => ({
            what: "removal" as const,
            role,
            times: role === "core" ? work.cores : work.replicants,
            secondsEach: work.waitTakeoverSeconds + REMOVAL_SECONDS,
        })),
    ];
}

/** From the moment the old pods leave the load balancer: one node after another is emptied. */
function evacuation(work: RolloutWork): EvacuationSeconds {
    const { count } = takersIn(work);
    const perNode = work.connections / count;
    const connections =
        work.initialDelaySeconds +
        count * (perNode / work.connectionsPerSecond) +
        (count - 1) * work.waitTakeoverSeconds;
    return {
        connections: Math.ceil(connections),
        everything: Math.ceil(connections + (count - 1) * (perNode / work.sessionsPerSecond)),
    };
}

function leftAfterDrain(work: RolloutWork, drainSeconds: number): number {
    const { count: nodes } = takersIn(work);
    const each = work.connections / nodes;
    const closing = each / work.connectionsPerSecond;
    const perNode = closing + work.waitTakeoverSeconds + each / work.sessionsPerSecond;
    const time = Math.max(0, drainSeconds - work.initialDelaySeconds);
    const done = Math.min(nodes, Math.floor(time / perNode));
    const within = done < nodes ? Math.min(each, (time - done * perNode) * work.connectionsPerSecond) : 0;
    return Math.max(0, Math.round(work.connections - done * each - within));
}

/** Rounded up to a figure one writes. */
function fittingPace(work: RolloutWork, drainSeconds: number): number | undefined {
    const { count: nodes } = takersIn(work);
    const time = drainSeconds - work.initialDelaySeconds - nodes * work.waitTakeoverSeconds;
    return time <= 0 ? undefined : Math.ceil((2 * work.connections) / time / 100) * 100;
}
