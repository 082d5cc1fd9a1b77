import { evacuationSeconds, type RolloutWork, takersIn } from "../../lines/v2beta1/pace";

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

/**
 * All old pods leave the load balancer in the same second, before the first client is moved; a connection lives on for as
 * long as the load balancer drains. Source: recordings of operator 2.2.29.
 */
export function clientsDuringChange(
    work: RolloutWork,
    drainSeconds: number | undefined,
): ClientsDuringChange {
    const nodes = takersIn(work);
    const drain = drainSeconds === undefined ? {} : { drain: { seconds: drainSeconds } };
    const common = {
        nodes,
        each: Math.ceil(work.connections / nodes.count),
        apartSeconds: work.waitTakeoverSeconds,
        ...drain,
    };
    if (!work.evacuates) return { ...common, cutAtOnce: 0 };
    const { connections, everything } = evacuationSeconds(work);
    const cutAtOnce = drainSeconds === undefined ? 0 : leftAfter(work, drainSeconds);
    const pace = drainSeconds === undefined || cutAtOnce === 0 ? undefined : fittingPace(work, drainSeconds);
    return {
        ...common,
        moving: {
            perSecond: work.connectionsPerSecond,
            seconds: connections,
            secondsWithSessions: everything,
        },
        cutAtOnce,
        ...(pace === undefined ? {} : { fittingPace: pace }),
    };
}

/** Clients that have not been asked to move yet when the drain ends, at worst. */
function leftAfter(work: RolloutWork, drainSeconds: number): number {
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
