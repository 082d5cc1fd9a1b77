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

/** Seconds from a create or an image change to the last old pod gone, as the operator does it: one old pod at a time. */
export function rolloutSeconds(work: RolloutWork): number {
    const takers = Math.max(work.replicants > 0 ? work.replicants : work.cores, 1);
    const perNode = work.connections / takers;
    const evacuation = work.evacuates
        ? perNode / work.connectionsPerSecond + perNode / work.sessionsPerSecond
        : 0;
    const removal = work.waitTakeoverSeconds + 30;
    const setsToBoot = work.replicants > 0 ? 2 : 1;
    return Math.ceil(
        setsToBoot * BOOT_SECONDS +
            work.initialDelaySeconds +
            takers * evacuation +
            (work.cores + work.replicants) * removal,
    );
}

/** {@link rolloutSeconds} with half as much again to spare, in minutes. */
export function rolloutMinutes(work: RolloutWork): number {
    return Math.ceil((rolloutSeconds(work) * 1.5) / 60);
}
