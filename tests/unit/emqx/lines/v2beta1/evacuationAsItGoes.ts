import { type RolloutWork, takersIn } from "../../../../../provider/emqx/lines/line/pace";

/**
 * How old nodes are emptied, second by second, as EMQX and operator 2.2.29 do it; nothing of the package's arithmetic. Sources:
 * emqx/emqx e5.8.11, emqx_node_rebalance_evacuation.erl (the states, a round of evictions each second) and
 * emqx_node_rebalance.hrl (60 s before the first round; 60 s for a takeover that is not named); operator 2.2.29, sync_pods.go
 * (the next node begins when the pod of the one before is gone; names no wait before the first round, and no takeover of 0; 2.3 names the wait).
 */
export interface Seen {
    /** After the old pods left the load balancer: the last client has been asked to move, ... */
    readonly lastAsked: number;
    /** ... and the last old node that held clients is empty. */
    readonly lastEmpty: number;
    /** Clients that had not been asked, by second. */
    readonly leftAt: (second: number) => number;
}

export function evacuationAsItGoes(
    work: RolloutWork,
    removalSeconds: number,
    sessions: "none" | "all",
): Seen {
    const nodes = takersIn(work).count;
    const each = Math.ceil(work.connections / nodes);
    const asked: { at: number; clients: number }[] = [];
    let now = work.initialDelaySeconds;
    let lastEmpty = 0;
    for (let node = 0; node < nodes; node += 1) {
        if (node > 0) now += removalSeconds;
        now += work.waitHealthCheckSeconds > 0 ? work.waitHealthCheckSeconds : 60;
        for (let left = each; left > 0; ) {
            const clients = Math.min(left, work.connectionsPerSecond);
            left -= clients;
            now += 1;
            asked.push({ at: now, clients });
        }
        now += work.waitTakeoverSeconds > 0 ? work.waitTakeoverSeconds : 60;
        for (let left = sessions === "all" ? each : 0; left > 0; left -= work.sessionsPerSecond) now += 1;
        lastEmpty = now;
    }
    return {
        lastAsked: Math.max(...asked.map(({ at }) => at)),
        lastEmpty,
        leftAt: (second) =>
            Math.min(
                work.connections,
                asked.filter(({ at }) => at > second).reduce((sum, { clients }) => sum + clients, 0),
            ),
    };
}
