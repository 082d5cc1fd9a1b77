import { CONNECTION_DRAIN_SECONDS } from "../../../alibaba/loadBalancerLimits";
import { duration, thousands } from "../../../wording/figures";
import type { ClientsDuringChange, Remedies } from "./clients";

/** What happens to clients, for people. `subject` is what makes it happen. */
export function clientsInWords(
    clients: ClientsDuringChange,
    subject = "A change that restarts EMQX",
    input: InputPath = (path) => path,
): string {
    const { nodes, each, moving } = clients;
    const who = `${nodes.count} running ${nodes.role}${nodes.count === 1 ? "" : "s"}`;
    if (moving === undefined) return notMovedInWords(clients, subject, who, input);
    const longer =
        moving.secondsWithSessions > moving.seconds
            ? `, ${duration(moving.secondsWithSessions)} if all have sessions that outlive the connection`
            : "";
    const waits = moving.waits > 0 ? `; ${duration(moving.waits)} of it are waits, whatever the pace` : "";
    return `${subject} moves the clients off the ${who}${nodes.count === 1 ? "" : " one after another"}, ${thousands(each)}${nodes.count === 1 ? "" : " each"} at ${thousands(moving.perSecond)} a second: ${duration(moving.seconds)} in all${longer}${waits}.${againInWords(clients)} ${drainInWords(clients, input)}`;
}

/** The load balancer leads who comes back to any node that serves, those included whose turn is still to come. */
function againInWords({ leaves, nodes }: ClientsDuringChange): string {
    return leaves === "together" || nodes.count === 1
        ? ""
        : " Who comes back to a node whose turn is still to come is moved once more.";
}

function notMovedInWords(
    { nodes, each, apartSeconds, notMoved, leaves }: ClientsDuringChange,
    subject: string,
    who: string,
    input: InputPath,
): string {
    const apart =
        leaves === "together"
            ? `one ${apartSeconds} s after the other`
            : "one after the other as they are made anew";
    const going =
        nodes.count === 1
            ? `closes up to ${thousands(each)} connections when it goes`
            : `close up to ${thousands(each)} connections each when they go, ${apart}`;
    const lost = "sessions kept in memory are lost";
    switch (notMoved) {
        case "off":
            return `${subject} makes every client reconnect: ${input("evacuation.type")} is Disabled, the ${who} ${going}, and ${lost}.`;
        case "nowhere":
            return `${subject} cuts every client, who cannot come back before the node is up again: with a single core there is no other node; ${lost}. With 2 cores or more one serves while the other is made anew.`;
        default:
            return `${subject} makes every client reconnect: open-source EMQX cannot move clients, the ${who} ${going}, and ${lost}. Enterprise moves them at a pace.`;
    }
}

/** Where a person writes an input of EmqxCluster. */
type InputPath = (path: string) => string;

function drainInWords(
    { drain, cutAtOnce, remedies, nodes, leaves }: ClientsDuringChange,
    input: InputPath,
): string {
    if (drain === undefined) return "The stack has no load balancer whose drain this could be held against.";
    const time = duration(drain.seconds);
    const stay =
        leaves === "together"
            ? `The load balancer lets them stay for ${time}`
            : `The load balancer lets those of a node stay for ${time} from its turn on`;
    if (cutAtOnce === 0) return `${stay}, so nobody is cut.`;
    const instead = remedies === undefined ? "" : ` ${remediesInWords(remedies, nodes, input)}`;
    return leaves === "together"
        ? `${stay} only: up to ${thousands(cutAtOnce)} clients are cut then and reconnect at once.${instead}`
        : `${stay} only: up to ${thousands(cutAtOnce)} clients in all are cut, each node's when its time is over, and reconnect at once.${instead}`;
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
