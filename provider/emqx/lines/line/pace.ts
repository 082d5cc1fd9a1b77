import type { Role } from "./observation";
import type { PaceState } from "./state";

/** How long a rollout may take and what it does to clients, from the amount of work. How it goes is the line's. */

export interface RolloutWork extends PaceState {
    readonly connections: number;
    readonly cores: number;
    readonly replicants: number;
    /** Whether EMQX moves clients before a pod goes, or closes their connections with it. */
    readonly evacuates: boolean;
    /** Why it does not; absent for the edition, or where it does. */
    readonly notMoved?: NotMoved;
}

/** Why nobody moves clients although EMQX could: it is switched off, or there is no other node. */
export type NotMoved = "off" | "nowhere";

/** Nodes of one role that are made anew one after another, each in its place. */
export interface Turn {
    readonly role: Role;
    readonly count: number;
}

/** The nodes that hold the clients. */
export function takersIn(work: RolloutWork): { role: Role; count: number } {
    return work.replicants > 0
        ? { role: "replicant", count: work.replicants }
        : { role: "core", count: Math.max(work.cores, 1) };
}

/** Whose pods are made anew: an update of one role's template leaves the other's pods alone. */
export type RolledRoles = Readonly<Record<Role, boolean>>;

/** One summand of a rollout's time. */
export interface RolloutPart {
    readonly what: "boot" | "delay" | "evacuation" | "removal";
    readonly role?: Role;
    readonly times: number;
    readonly secondsEach: number;
}

export interface EvacuationSeconds {
    /** Until the last client has been asked to move, when no session outlives its connection. */
    readonly connections: number;
    /** The same when every session does, and is moved by itself. */
    readonly everything: number;
    /** In either: the time in which nobody is moved, whatever the pace. */
    readonly waits: number;
    /** The longest that a client is on a node which has left the load balancer: a drain so long cuts nobody. */
    readonly drain: number;
}

/**
 * Clients a second that the new nodes can be expected to take; no faster pace is proposed. By analogy: published tests of EMQX 5
 * clusters connect 16,000 to 20,000 a second without TLS or a database behind the authentication.
 */
export const FASTEST_PACE = 10_000;

/** How the nodes of a cluster are replaced by an operator line. */
export interface Pace {
    /** The operator's own paces, for what an object does not say. */
    readonly defaults: PaceState;
    /**
     * How old pods leave the load balancer: all in the same second, before the first client is moved, or each one when it
     * is emptied. What a drain that is too short does to clients hangs on it.
     */
    readonly leaves: "together" | "oneByOne";
    /** In which order nodes take their turn, where they leave one by one; absent where they leave together. */
    readonly turns?: (work: RolloutWork, rolled: RolledRoles) => readonly Turn[];
    /** What fewer replicas do to the nodes that go: they are deleted with their clients, or emptied one by one before. */
    readonly scaleDown: Readonly<Record<Role, "deleted" | "emptied">>;
    /** Pods of a role that run at the most while these are replaced. */
    readonly peakPods: (role: Role, replicas: number, pace: PaceState) => number;
    /** Pods of a role's new revision that need a place beside those that run, when they are made anew. */
    readonly newPods: (role: Role, wanted: number, running: number, pace: PaceState) => number;
    /** Where that can be read. */
    readonly peakSource: string;
    /** The summands of a rollout's time until the last old pod is gone, in their order. */
    readonly parts: (work: RolloutWork, rolled: RolledRoles) => readonly RolloutPart[];
    /** How long moving the clients takes. */
    readonly evacuation: (work: RolloutWork) => EvacuationSeconds;
    /** Clients that have not been asked to move yet when the load balancer's drain ends, at worst. */
    readonly leftAfterDrain: (work: RolloutWork, drainSeconds: number) => number;
    /** Connections a second that would fit into the drain, and sessions likewise; undefined where no pace up to {@link FASTEST_PACE} does. */
    readonly fittingPace: (work: RolloutWork, drainSeconds: number) => number | undefined;
}

/** The sum of a rollout's parts in seconds. */
export function rolloutSeconds(
    pace: Pace,
    work: RolloutWork,
    rolled: RolledRoles = { core: true, replicant: true },
): number {
    return Math.ceil(
        pace.parts(work, rolled).reduce((sum, { times, secondsEach }) => sum + times * secondsEach, 0),
    );
}

/** {@link rolloutSeconds} with half as much again to spare, in minutes. */
export function rolloutMinutes(pace: Pace, work: RolloutWork): number {
    return Math.ceil((rolloutSeconds(pace, work) * 1.5) / 60);
}

/** Where the clients of a node that goes are to be taken to, or why nowhere, by an object's own words. */
export function movingOf(
    { leaves }: Pace,
    { cores, replicants }: Pick<RolloutWork, "cores" | "replicants">,
    { able, off }: { readonly able: boolean; readonly off: boolean },
): Pick<RolloutWork, "evacuates" | "notMoved"> {
    if (!able) return { evacuates: false };
    if (off) return { evacuates: false, notMoved: "off" };
    // Beside a node that is made anew in its place there is no other one.
    const alone = leaves === "oneByOne" && replicants === 0 && cores <= 1;
    return alone ? { evacuates: false, notMoved: "nowhere" } : { evacuates: true };
}
