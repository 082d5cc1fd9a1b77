import { CONNECTION_DRAIN_SECONDS } from "../../../alibaba/loadBalancerLimits";
import { type NotMoved, type Pace, type RolloutWork, takersIn } from "../../lines/line/pace";

/** What a change that restarts EMQX does to its clients, known before it begins. Facts; `clientsInWords` says them. */
export interface ClientsDuringChange {
    /** The nodes of before that hold the clients. */
    readonly nodes: { readonly role: "core" | "replicant"; readonly count: number };
    /** Clients on each of them. */
    readonly each: number;
    /** Whether these leave the load balancer all in the same second, or each at its turn. */
    readonly leaves: Pace["leaves"];
    /** Why nobody moves them, where it is not the edition. */
    readonly notMoved?: NotMoved;
    /** How they are moved; absent where nobody moves them and connections close with their node. */
    readonly moving?: {
        readonly perSecond: number;
        /** Until the last client has been asked to move, when no session outlives its connection. */
        readonly seconds: number;
        /** The same when every session does. */
        readonly secondsWithSessions: number;
        /** In either: the time in which nobody is moved, whatever the pace. */
        readonly waits: number;
    };
    /** Seconds from one node that goes to the next. */
    readonly apartSeconds: number;
    /** For how long the load balancer lets connections live on; absent where no load balancer is known. */
    readonly drain?: { readonly seconds: number };
    /** Clients that would all reconnect at once, since the load balancer cuts them before they are moved. */
    readonly cutAtOnce: number;
    /** With what nobody would be cut; only where somebody is. */
    readonly remedies?: Remedies;
}

/** Each by itself; absent where it does not help. Fewer nodes only where neither pace nor drain does. */
export interface Remedies {
    /** A pace in clients a second. */
    readonly pace?: number;
    /** A longer drain, in seconds. */
    readonly drainSeconds?: number;
    /** Fewer, larger nodes: as many at the most, and the pace that fits then with the longest drain. */
    readonly nodes?: { readonly most: number; readonly pace: number };
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
        leaves: pace.leaves,
        apartSeconds: work.waitTakeoverSeconds,
        ...(work.notMoved === undefined ? {} : { notMoved: work.notMoved }),
        ...(drainSeconds === undefined ? {} : { drain: { seconds: drainSeconds } }),
    };
    if (!work.evacuates) return { ...common, cutAtOnce: 0 };
    const { connections, everything, waits } = pace.evacuation(work);
    const cutAtOnce = drainSeconds === undefined ? 0 : pace.leftAfterDrain(work, drainSeconds);
    return {
        ...common,
        moving: {
            perSecond: work.connectionsPerSecond,
            seconds: connections,
            secondsWithSessions: everything,
            waits,
        },
        cutAtOnce,
        ...(drainSeconds === undefined || cutAtOnce === 0
            ? {}
            : { remedies: remediesFor(pace, work, drainSeconds) }),
    };
}

function remediesFor(pace: Pace, work: RolloutWork, drainSeconds: number): Remedies {
    const { most } = CONNECTION_DRAIN_SECONDS;
    const fitting = pace.fittingPace(work, drainSeconds);
    const needed = pace.evacuation(work).drain;
    const longer = needed > drainSeconds && needed <= most ? needed : undefined;
    const nodes = (fitting ?? longer) === undefined ? fewerNodes(pace, work, most) : undefined;
    return {
        ...(fitting === undefined ? {} : { pace: fitting }),
        ...(longer === undefined ? {} : { drainSeconds: longer }),
        ...(nodes === undefined ? {} : { nodes }),
    };
}

/** The largest number of nodes below today's that can be emptied in time. */
function fewerNodes(pace: Pace, work: RolloutWork, drainSeconds: number): Remedies["nodes"] {
    const { role, count } = takersIn(work);
    for (let most = count - 1; most > 0; most -= 1) {
        const smaller = { ...work, ...(role === "core" ? { cores: most } : { replicants: most }) };
        const fitting = pace.fittingPace(smaller, drainSeconds);
        if (fitting !== undefined) return { most, pace: fitting };
    }
    return undefined;
}
