import { clientsDuringChange } from "../../provider/emqx/gate/meant/clients";
import { clientsInWords } from "../../provider/emqx/gate/meant/clientsInWords";
import { DEFAULT_LINE } from "../../provider/emqx/lines";
import {
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    rolloutSeconds,
    takersIn,
} from "../../provider/emqx/lines/line/pace";
import { duration } from "../../provider/wording/figures";
import type { Cluster } from "./clusters";
import { rolledRoles } from "./emqxChanges";
import type { EmqxState } from "./emqxState";
import type { Level } from "./level";
import type { Duration, Role, Rollout, Step } from "./review";
import { objectAt, textAt } from "./values";
import { capital, counted, listed, number } from "./wording";

/** The blue-green update that a change of an EMQX object sets off; undefined when no pod is made anew. */
export function rolloutOf(cluster: Cluster): Rollout | undefined {
    const { before, after, change } = cluster;
    if (before === undefined || after === undefined) return undefined;
    if (change !== undefined && change.operation !== "update") return undefined;
    const { roles, certain } = rolledRoles(cluster);
    if (roles.length === 0) return undefined;
    const work = workOf(cluster, before, after);
    const rolled = { core: roles.includes("core"), replicant: roles.includes("replicant") };
    const moves = rolled[takersIn(work).role];
    const clients = moves ? clientsOf(cluster, before, work) : stay(work);
    const parts = DEFAULT_LINE.pace.parts(work, rolled);
    const blueGreen = cluster.line !== "3.0";
    return {
        urn: cluster.urn,
        name: cluster.name,
        roles,
        level: clients.level,
        certain: certain && clients.certain,
        clients: clients.sentence,
        sessions: clients.sessions,
        surge: blueGreen ? surgeOf(cluster, roles, after) : "One pod at a time is replaced in place.",
        ...(blueGreen ? { duration: timeOf(work, rolled, parts, cluster.connections !== undefined) } : {}),
        steps: blueGreen
            ? stepsOf(cluster, work, rolled, parts, clients.level)
            : [
                  {
                      part: "EMQX",
                      title: "Pods are replaced one after another",
                      detail: "Operator 3.0 empties one pod and makes it anew, cores first, then replicants.",
                      level: clients.level,
                  },
              ],
    };
}

/** Clients and old nodes as they are before, paces as the object says them from now on. */
function workOf(cluster: Cluster, before: EmqxState, after: EmqxState): RolloutWork {
    return {
        connections: cluster.connections ?? 0,
        cores: before.replicas.core,
        replicants: before.replicas.replicant,
        ...after.pace,
        evacuates: before.enterprise === true,
    };
}

interface Clients {
    readonly level: Level;
    readonly certain: boolean;
    readonly sentence: string;
    readonly sessions: string;
}

function stay(work: RolloutWork): Clients {
    return {
        level: "rolling",
        certain: true,
        sentence: `The ${counted(work.replicants, "replicant")} keep their clients: only cores are made anew.`,
        sessions: "None is lost: sessions live on the replicants.",
    };
}

const LOST = "Sessions kept in the memory of the old nodes are lost; clients subscribe again.";
const TAKEN_OVER = "Sessions that outlive their connection are taken over by the new nodes.";

function clientsOf(cluster: Cluster, before: EmqxState, work: RolloutWork): Clients {
    const nodes = takersIn(work);
    const who = counted(nodes.count, nodes.role);
    if (before.enterprise === undefined) {
        return {
            level: "reconnect",
            certain: false,
            sentence: `The image ${before.image ?? "(not known here)"} does not tell its edition: Enterprise moves the clients off the ${who} of before, open source closes their connections.`,
            sessions: "Lost with open source, taken over with Enterprise.",
        };
    }
    const drain = cluster.drainSeconds;
    if (!before.enterprise) {
        const sentence =
            cluster.connections !== undefined
                ? clientsInWords(clientsDuringChange(DEFAULT_LINE.pace, work, drain), "The rollout")
                : `The rollout makes every client reconnect: open-source EMQX cannot move clients, the ${who} of before close their connections when they go, one ${work.waitTakeoverSeconds} s after the other, and sessions kept in memory are lost.`;
        return { level: "reconnect", certain: true, sentence, sessions: LOST };
    }
    if (cluster.connections === undefined) {
        const perHundred = Math.ceil(100_000 / work.connectionsPerSecond);
        return {
            level: "rolling",
            certain: false,
            sentence: `The rollout moves the clients off the ${who} of before one after another, at ${number(work.connectionsPerSecond)} a second: ${duration(perHundred)} for each 100,000. How many there are is not known here${drain === undefined ? "" : `; what is not moved within ${duration(drain)}, the load balancer's drain, is cut and reconnects at once`}.`,
            sessions: TAKEN_OVER,
        };
    }
    const clients = clientsDuringChange(DEFAULT_LINE.pace, work, drain);
    return {
        level: clients.cutAtOnce > 0 ? "reconnect" : "rolling",
        certain: drain !== undefined,
        sentence: clientsInWords(clients, "The rollout"),
        sessions:
            clients.cutAtOnce > 0
                ? `${TAKEN_OVER} Those of clients that are cut are taken over while the old node lives.`
                : TAKEN_OVER,
    };
}

/** New pods run beside the old ones, whatever is taken away at the same time. */
function surgeOf(cluster: Cluster, roles: readonly Role[], after: EmqxState): string {
    const more = roles.reduce((sum, role) => sum + after.replicas[role], 0);
    const each = roles.map((role) => {
        const requests = objectAt(
            cluster.inputsAfter,
            "spec",
            `${role}Template`,
            "spec",
            "resources",
            "requests",
        );
        const [cpu, memory] = [textAt(requests, "cpu"), textAt(requests, "memory")];
        const size = [cpu && `${cpu} CPU`, memory].filter(Boolean).join(", ");
        return `${counted(after.replicas[role], role)}${size === "" ? "" : ` (${size} each)`}`;
    });
    return `${capital(listed(each))} beside the running ones: ${counted(more, "more pod")}, as many more pod addresses, and room for them on the nodes.`;
}

function timeOf(
    work: RolloutWork,
    rolled: RolledRoles,
    parts: readonly RolloutPart[],
    connectionsKnown: boolean,
): Duration {
    const seconds = rolloutSeconds(DEFAULT_LINE.pace, work, rolled);
    const boots = parts.filter(({ what }) => what === "boot");
    const summands = [
        `${boots.length} x ${duration(boots[0]?.secondsEach ?? 0)} to boot (${boots.map(({ role }) => `${role}s`).join(", then ")})`,
        ...parts
            .filter(({ what, times, secondsEach }) => what !== "boot" && times * secondsEach > 0)
            .map(summand),
    ];
    const unknown = work.evacuates && !connectionsKnown ? ", and the time to move the clients" : "";
    return { seconds, arithmetic: `${summands.join(" + ")} = ${duration(seconds)} at the most${unknown}` };
}

function summand({ what, role, times, secondsEach }: RolloutPart): string {
    switch (what) {
        case "delay":
            return `${duration(secondsEach)} delay`;
        case "evacuation":
            return `${times} x ${duration(secondsEach)} to empty the old ${role}s`;
        default:
            return `${times} x ${duration(secondsEach)} to remove the old ${role}s`;
    }
}

function stepsOf(
    cluster: Cluster,
    work: RolloutWork,
    rolled: RolledRoles,
    parts: readonly RolloutPart[],
    level: Level,
): Step[] {
    const part = "EMQX";
    const after = (cluster.after as EmqxState).replicas;
    const before = { core: work.cores, replicant: work.replicants };
    const seconds = (what: RolloutPart["what"], role?: Role) =>
        parts
            .filter((p) => p.what === what && (role === undefined || p.role === role))
            .reduce((sum, { times, secondsEach }) => sum + times * secondsEach, 0);
    const roles = (["core", "replicant"] as const).filter((role) => rolled[role] && before[role] > 0);
    const boots = roles.map((role) => ({
        part,
        title: `New ${role}s start`,
        detail: `${capital(counted(after[role], `new ${role}`))} beside the ${before[role]} that ${before[role] === 1 ? "runs" : "run"}${role === "core" ? diskSentence(cluster) : ""}. Nothing else moves until all of them are ready.`,
        seconds: seconds("boot", role),
        level: "rolling" as const,
    }));
    const old = listed(roles.map((role) => counted(before[role], `old ${role}`)));
    const takers = takersIn(work).role;
    const leave: Step = {
        part,
        title: "Old pods leave the load balancer",
        detail: `${capital(old)} in the same second${drainSentence(cluster, rolled[takers])}`,
        seconds: seconds("delay"),
        level: rolled[takers] ? level : "rolling",
    };
    const removals = [...roles].reverse().map((role): Step => {
        const empties = role === takers && work.evacuates;
        const closes = role === takers && !work.evacuates;
        return {
            part,
            title: empties ? `Old ${role}s are emptied and removed` : `Old ${role}s are removed`,
            detail: `One after another${empties ? `, the clients at ${number(work.connectionsPerSecond)} a second` : ""}${closes ? ", each closing the connections it has" : ""}.`,
            seconds: Math.ceil((role === takers ? seconds("evacuation") : 0) + seconds("removal", role)),
            level: role === takers ? level : "rolling",
        };
    });
    return [...boots, leave, ...removals];
}

function diskSentence(cluster: Cluster): string {
    const claim = objectAt(cluster.inputsAfter, "spec", "coreTemplate", "spec", "volumeClaimTemplates");
    return claim === undefined
        ? "; their database is copied from the running cores"
        : "; their disks are new and are filled from the running cores";
}

function drainSentence(cluster: Cluster, clientsMove: boolean): string {
    if (!clientsMove || cluster.drainSeconds === undefined) return ".";
    return cluster.drainSeconds === 0
        ? "; the load balancer does not drain, so their connections may be cut then."
        : `; connections to them live on for ${duration(cluster.drainSeconds)} at the most.`;
}
