import { clientsDuringChange } from "../../../../provider/emqx/gate/meant/clients";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { Role } from "../../../../provider/emqx/lines/line/observation";
import {
    movingOf,
    type RolloutWork,
    rolloutSeconds,
    takersIn,
} from "../../../../provider/emqx/lines/line/pace";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { Level } from "../../facts/level";
import type { ClientsFact, Rollout, SurgeOfRole } from "../../facts/rollout";
import type { Cluster } from "../clusters";
import { rolledRoles } from "./changes";
import { rolloutSteps } from "./rolloutSteps";

/** The update of EMQX's pods that a change of its object sets off; undefined when none is made anew. */
export function rolloutOf(cluster: Cluster): Rollout | undefined {
    const { before, after, change, line } = cluster;
    if (before === undefined || after === undefined || line === undefined) return undefined;
    if (change !== undefined && change.operation !== "update") return undefined;
    const { roles, certain } = rolledRoles(cluster);
    if (roles.length === 0) return undefined;
    const work = workOf(line, before, after, cluster.connections);
    const rolled = { core: roles.includes("core"), replicant: roles.includes("replicant") };
    const moves = rolled[takersIn(work).role];
    const clients: Clients = moves
        ? clientsOf(cluster, line, before, work)
        : {
              level: "rolling",
              certain: true,
              fact: { clients: "stay", replicants: work.replicants },
          };
    return {
        urn: cluster.urn,
        name: cluster.name,
        line,
        roles,
        level: clients.level,
        certain: certain && clients.certain,
        clients: clients.fact,
        surge: surgeOf(line, roles, before, after),
        parts: line.pace.parts(work, rolled),
        seconds: rolloutSeconds(line.pace, work, rolled),
        clientsNotTimed: work.evacuates && cluster.connections === undefined,
        steps: rolloutSteps({ cluster, line, after, work, rolled, level: clients.level }),
    };
}

/** Clients and old nodes as they are before, paces as the object says them from now on. */
function workOf(
    { pace }: OperatorLine,
    before: EmqxState,
    after: EmqxState,
    connections: number | undefined,
): RolloutWork {
    const nodes = { cores: before.replicas.core, replicants: before.replicas.replicant };
    return {
        connections: connections ?? 0,
        ...nodes,
        ...after.pace,
        ...movingOf(pace, nodes, { able: before.enterprise === true, off: after.evacuationOff }),
    };
}

interface Clients {
    readonly level: Level;
    readonly certain: boolean;
    readonly fact: ClientsFact;
}

function clientsOf(
    { drainSeconds, connections }: Cluster,
    { pace }: OperatorLine,
    before: EmqxState,
    work: RolloutWork,
): Clients {
    const nodes = takersIn(work);
    if (before.enterprise === undefined) {
        return {
            level: "reconnect",
            certain: false,
            fact: { clients: "editionNotKnown", image: before.image, nodes },
        };
    }
    if (connections === undefined) {
        return work.evacuates
            ? {
                  level: "rolling",
                  certain: false,
                  fact: { clients: "moved", nodes, perSecond: work.connectionsPerSecond, drainSeconds },
              }
            : {
                  level: "reconnect",
                  certain: true,
                  fact: {
                      clients: "closed",
                      nodes,
                      apartSeconds: work.waitTakeoverSeconds,
                      ...(work.notMoved === undefined ? {} : { notMoved: work.notMoved }),
                  },
              };
    }
    const during = clientsDuringChange(pace, work, drainSeconds);
    return {
        level: !work.evacuates || during.cutAtOnce > 0 ? "reconnect" : "rolling",
        certain: !work.evacuates || drainSeconds !== undefined,
        fact: { clients: "leave", during },
    };
}

/** What runs beside the old pods while they are replaced, whatever is taken away at the same time. */
function surgeOf(
    { pace }: OperatorLine,
    roles: readonly Role[],
    before: EmqxState,
    after: EmqxState,
): SurgeOfRole[] {
    return roles.map((role) => ({
        role,
        count: pace.newPods(role, after.replicas[role], before.replicas[role], after.pace),
        cpu: after.pods[role].cpu,
        memory: after.pods[role].memory,
    }));
}
