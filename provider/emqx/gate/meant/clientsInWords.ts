import { duration, thousands } from "../../../wording/figures";
import type { ClientsDuringChange } from "./clients";

/** What happens to clients, for people. `subject` is what makes it happen. */
export function clientsInWords(
    clients: ClientsDuringChange,
    subject = "A change that restarts EMQX",
): string {
    const { nodes, each, moving, apartSeconds } = clients;
    const who = `${nodes.count} ${nodes.role}${nodes.count === 1 ? "" : "s"}`;
    if (moving === undefined) {
        return `${subject} makes every client reconnect: open-source EMQX cannot move clients, the ${who} of before close up to ${thousands(each)} connections each when they go, one ${apartSeconds} s after the other, and sessions kept in memory are lost. Enterprise moves them at a pace.`;
    }
    const longer =
        moving.secondsWithSessions > moving.seconds
            ? `, ${duration(moving.secondsWithSessions)} if all have sessions that outlive the connection`
            : "";
    return `${subject} moves the clients off the ${who} of before one after another, ${thousands(each)} each at ${thousands(moving.perSecond)} a second: ${duration(moving.seconds)} in all${longer}. ${drainInWords(clients)}`;
}

function drainInWords({ drain, cutAtOnce, fittingPace }: ClientsDuringChange): string {
    if (drain === undefined) return "The stack has no load balancer whose drain this could be held against.";
    const stay = `The load balancer lets them stay for ${duration(drain.seconds)}`;
    if (cutAtOnce === 0) return `${stay}, so nobody is cut.`;
    const remedy =
        fittingPace === undefined
            ? ""
            : ` It fits with evacuation.connectionsPerSecond and sessionsPerSecond of ${thousands(fittingPace)}, if the new nodes take that many connects.`;
    return `${stay} only: up to ${thousands(cutAtOnce)} clients are cut then and reconnect at once.${remedy}`;
}
