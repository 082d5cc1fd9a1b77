/** How long EMQX may take, from the amount of work. Sources: recordings of operator 2.2.29 and its `sync_pods.go`. */

export interface RolloutWork {
    readonly connections: number;
    readonly cores: number;
    readonly replicants: number;
    readonly connectionsPerSecond: number;
    readonly sessionsPerSecond: number;
    readonly waitTakeoverSeconds: number;
    readonly initialDelaySeconds: number;
    /** Open-source EMQX closes connections with the pod and evacuates nobody. */
    readonly evacuates: boolean;
}

/** Seconds for a pod to be scheduled, pull its image, boot EMQX and join: generous, since a cold node pulls 200 MB. */
const BOOT_SECONDS = 300;

/** The nodes that hold the clients. */
export function takersIn(work: RolloutWork): { role: "core" | "replicant"; count: number } {
    return work.replicants > 0
        ? { role: "replicant", count: work.replicants }
        : { role: "core", count: Math.max(work.cores, 1) };
}

export interface EvacuationSeconds {
    /** Until the last client has been asked to move, when no session outlives its connection. */
    readonly connections: number;
    /** The same when every session does, and is moved by itself. */
    readonly everything: number;
}

/** From the moment the old pods leave the load balancer: one node after another is emptied, as the operator does it. */
export function evacuationSeconds(work: RolloutWork): EvacuationSeconds {
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

/** Whose pods are made anew: an update of one role's template leaves the other's pods alone. */
export interface RolledRoles {
    readonly core: boolean;
    readonly replicant: boolean;
}

/** One summand of a rollout's time. */
export interface RolloutPart {
    readonly what: "boot" | "delay" | "evacuation" | "removal";
    readonly role?: "core" | "replicant";
    readonly times: number;
    readonly secondsEach: number;
}

/** What a create or an image change takes until the last old pod is gone, as the operator does it: one old pod at a time. */
export function rolloutParts(
    work: RolloutWork,
    rolled: RolledRoles = { core: true, replicant: true },
): RolloutPart[] {
    const takers = takersIn(work);
    const perNode = work.connections / takers.count;
    const evacuation =
        work.evacuates && rolled[takers.role]
            ? perNode / work.connectionsPerSecond + perNode / work.sessionsPerSecond
            : 0;
    const removal = work.waitTakeoverSeconds + 30;
    const roles = (["core", "replicant"] as const).filter(
        (role) => rolled[role] && (role === "core" || work.replicants > 0),
    );
    return [
        ...roles.map((role) => ({ what: "boot" as const, role, times: 1, secondsEach: BOOT_SECONDS })),
        { what: "delay", times: 1, secondsEach: work.initialDelaySeconds },
        { what: "evacuation", role: takers.role, times: takers.count, secondsEach: evacuation },
        ...[...roles].reverse().map((role) => ({
            what: "removal" as const,
            role,
            times: role === "core" ? work.cores : work.replicants,
            secondsEach: removal,
        })),
    ];
}

/** The sum of {@link rolloutParts} in seconds. */
export function rolloutSeconds(work: RolloutWork, rolled?: RolledRoles): number {
    const parts = rolloutParts(work, rolled);
    return Math.ceil(parts.reduce((sum, { times, secondsEach }) => sum + times * secondsEach, 0));
}

/** {@link rolloutSeconds} with half as much again to spare, in minutes. */
export function rolloutMinutes(work: RolloutWork): number {
    return Math.ceil((rolloutSeconds(work) * 1.5) / 60);
}

/** As people write it: `17 min 30 s`. */
export function duration(seconds: number): string {
    const [minutes, rest] = [Math.floor(Math.round(seconds) / 60), Math.round(seconds) % 60];
    return [minutes > 0 ? `${minutes} min` : "", rest > 0 || minutes === 0 ? `${rest} s` : ""]
        .filter(Boolean)
        .join(" ");
}
