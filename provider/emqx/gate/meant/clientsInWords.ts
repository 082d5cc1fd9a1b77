import { CONNECTION_DRAIN_SECONDS } from "../../../alibaba/loadBalancerLimits";
import { duration, thousands } from "../../../wording/figures";
import type { ClientsDuringChange, Remedies } from "./clients";

/** What happens to clients, for people. `subject` is what makes it happen. */
export function clientsInWords(
    clients: ClientsDuringChange,
    subject = "A change that restarts EMQX",
    input: InputPath = (path) => path,
): string {
    const { nodes, each, moving, apartSeconds } = clients;
    const who = `${nodes.count} running ${nodes.role}${nodes.count === 1 ? "" : "s"}`;
    if (moving === undefined) {
        const going =
            nodes.count === 1
                ? `closes up to ${thousands(each)} connections when it goes`
                : `close up to ${thousands(each)} connections each when they go, one ${apartSeconds} s after the other`;
        return `${subject} makes every client reconnect: open-source EMQX cannot move clients, the ${who} ${going}, and sessions kept in memory are lost. Enterprise moves them at a pace.`;
    }
    const longer =
        moving.secondsWithSessions > moving.seconds
            ? `, ${duration(moving.secondsWithSessions)} if all have sessions that outlive the connection`
            : "";
    const waits = moving.waits > 0 ? `; ${duration(moving.waits)} of it are waits, whatever the pace` : "";
    return `${subject} moves the clients off the ${who}${nodes.count === 1 ? "" : " one after another"}, ${thousands(each)}${nodes.count === 1 ? "" : " each"} at ${thousands(moving.perSecond)} a second: ${duration(moving.seconds)} in all${longer}${waits}. ${drainInWords(clients, input)}`;
}

/** Where a person writes an input of EmqxCluster. */
type InputPath = (path: string) => string;

function drainInWords({ drain, cutAtOnce, remedies, nodes }: ClientsDuringChange, input: InputPath): string {
    if (drain === undefined) return "The stack has no load balancer whose drain this could be held against.";
    const stay = `The load balancer lets them stay for ${duration(drain.seconds)}`;
    if (cutAtOnce === 0) return `${stay}, so nobody is cut.`;
    const instead = remedies === undefined ? "" : ` ${remediesInWords(remedies, nodes, input)}`;
    return `${stay} only: up to ${thousands(cutAtOnce)} clients are cut then and reconnect at once.${instead}`;
}

/** With what nobody would be cut; undefined where nobody is. */
export function remedyInWords(
    { remedies, nodes }: ClientsDuringChange,
    input: InputPath = (path) => path,
): string | undefined {
    return remedies && remediesInWords(remedies, nodes, input);
}

function remediesInWords(
    { pace, drainSeconds, nodes }: Remedies,
    now: ClientsDuringChange["nodes"],
    input: InputPath,
): string {
    const longer =
        drainSeconds === undefined ? [] : [`loadBalancer.connectionDrainSeconds of ${drainSeconds}`];
    if (pace !== undefined) {
        const faster = `${input("evacuation.connectionsPerSecond")} and sessionsPerSecond of ${thousands(pace)}, if the new nodes take that many connects`;
        return `It fits with ${[...longer, faster].join(", or with ")}.`;
    }
    if (longer.length > 0) return `It fits with ${longer.join("")}.`;
    const most = `${thousands(now.count)} ${now.role}${now.count === 1 ? "" : "s"}`;
    const instead =
        nodes === undefined
            ? "Spread the clients over several clusters"
            : `Have ${nodes.most} larger ${now.role}${nodes.most === 1 ? "" : "s"} at the most (${thousands(nodes.pace)} a second fits them into ${duration(CONNECTION_DRAIN_SECONDS.most)}), or several clusters`;
    return `No pace that new nodes take fits for ${most}, and a load balancer drains for ${duration(CONNECTION_DRAIN_SECONDS.most)} at the most. ${instead}; or make such changes when few clients are connected.`;
}
