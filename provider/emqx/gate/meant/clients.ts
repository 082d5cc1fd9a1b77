import { type Pace, type RolloutWork, takersIn } from "../../lines/line/pace";

/** What a change that restarts EMQX does to its clients, known before it begins. Facts; `clientsInWords` says them. */
export interface ClientsDuringChange {
    /** The nodes of before that hold the clients. */
    readonly nodes: { readonly role: "core" | "replicant"; readonly count: number };
    /** Clients on each of them. */
    readonly each: number;
    /** How they are moved; absent where nobody moves them and connections close with their node. */
    readonly moving?: {
        readonly perSecond: number;
        /** Until the last client has been asked to move, when no session outlives its connection. */
        readonly seconds: number;
        /** The same when every session does. */
        readonly secondsWithSessions: number;
    };
    /** Seconds from one node that goes to the next. */
    readonly apartSeconds: number;
    /** For how long the load balancer lets connections live on; absent where no load balancer is known. */
    readonly drain?: { readonly seconds: number };
    /** Clients that would all reconnect at once, since the load balancer cuts them before they are moved. */
    readonly cutAtOnce: number;
    /** The pace, in clients a second, at which nobody would be cut; only where somebody is and such a pace exists. */
    readonly fittingPace?: number;
}

/** By the pace of the operator line; `drainSeconds` is undefined where no load balancer is known. */
export function clientsDuringChange(
    pace: Pace,
    work: RolloutWork,
    drainSeconds: number | undefined,
): ClientsDuringChange {
    const nodes = takersIn(work);
    const common = {
        nodes,
        each: Math.ceil(work.connections / nodes.count),
        apartSeconds: work.waitTakeoverSeconds,
        ...(drainSeconds === undefined ? {} : { drain: { seconds: drainSeconds } }),
    };
    if (!work.evacuates) return { ...common, cutAtOnce: 0 };
    const { connections, everything } = pace.evacuation(work);
    const cutAtOnce = drainSeconds === undefined ? 0 : pace.leftAfterDrain(work, drainSeconds);
    const fitting =
        drainSeconds === undefined || cutAtOnce === 0 ? undefined : pace.fittingPace(work, drainSeconds);
    return {
        ...common,
        moving: {
            perSecond: work.connectionsPerSecond,
            seconds: connections,
            secondsWithSessions: everything,
        },
        cutAtOnce,
        ...(fitting === undefined ? {} : { fittingPace: fitting }),
    };
}
