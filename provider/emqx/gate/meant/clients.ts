import { duration, evacuationSeconds, type RolloutWork, takersIn } from "../../lines/v2beta1/pace";

/** What a change that restarts EMQX does to its clients, told before it begins. */
export interface ClientsDuringChange {
    readonly sentence: string;
    /** Clients that would all reconnect at once, since the load balancer cuts them before they are moved. */
    readonly cutAtOnce: number;
}

/**
 * All old pods leave the load balancer in the same second, before the first client is moved; a connection lives on for as
 * long as the load balancer drains. Source: recordings of operator 2.2.29.
 */
export function clientsDuringChange(
    work: RolloutWork,
    drainSeconds: number,
    subject = "A change that restarts EMQX",
): ClientsDuringChange {
    const nodes = takersIn(work);
    const each = Math.ceil(work.connections / nodes.count);
    const who = `${nodes.count} ${nodes.role}${nodes.count === 1 ? "" : "s"}`;
    if (!work.evacuates) {
        return {
            cutAtOnce: 0,
            sentence: `${subject} makes every client reconnect: open-source EMQX cannot move clients, the ${who} of before close up to ${count(each)} connections each when they go, one ${work.waitTakeoverSeconds} s after the other, and sessions kept in memory are lost. Enterprise moves them at a pace.`,
        };
    }
    const { connections, everything } = evacuationSeconds(work);
    const cut = leftAfter(work, drainSeconds);
    const longer =
        everything > connections
            ? `, ${duration(everything)} if all have sessions that outlive the connection`
            : "";
    const moving = `${subject} moves the clients off the ${who} of before one after another, ${count(each)} each at ${count(work.connectionsPerSecond)} a second: ${duration(connections)} in all${longer}.`;
    if (cut === 0) {
        return {
            cutAtOnce: 0,
            sentence: `${moving} The load balancer lets them stay for ${duration(drainSeconds)}, so nobody is cut.`,
        };
    }
    return {
        cutAtOnce: cut,
        sentence: `${moving} The load balancer lets them stay for ${duration(drainSeconds)} only: up to ${count(cut)} clients are cut then and reconnect at once.${remedy(work, drainSeconds)}`,
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

/** The pace at which it would fit, rounded up to a figure one writes. */
function remedy(work: RolloutWork, drainSeconds: number): string {
    const { count: nodes } = takersIn(work);
    const time = drainSeconds - work.initialDelaySeconds - nodes * work.waitTakeoverSeconds;
    if (time <= 0) return "";
    const pace = Math.ceil((2 * work.connections) / time / 100) * 100;
    return ` It fits with evacuation.connectionsPerSecond and sessionsPerSecond of ${count(pace)}, if the new nodes take that many connects.`;
}

function count(number: number): string {
    return Math.round(number).toLocaleString("en-US");
}
