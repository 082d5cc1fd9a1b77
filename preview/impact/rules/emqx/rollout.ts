import { clientsDuringChange } from "../../../../provider/emqx/gate/meant/clients";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { Role } from "../../../../provider/emqx/lines/line/observation";
import {
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    rolloutSeconds,
    takersIn,
} from "../../../../provider/emqx/lines/line/pace";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { Level } from "../../facts/level";
import type { ClientsFact, Rollout, RolloutStep, SurgeOfRole } from "../../facts/rollout";
import type { Cluster } from "../clusters";
import { rolledRoles } from "./changes";

/** The update of EMQX's pods that a change of its object sets off; undefined when none is made anew. */
export function rolloutOf(cluster: Cluster): Rollout | undefined {
    const { before, after, change, line } = cluster;
    if (before === undefined || after === undefined || line === undefined) return undefined;
    if (change !== undefined && change.operation !== "update") return undefined;
    const { roles, certain } = rolledRoles(cluster);
    if (roles.length === 0) return undefined;
    const work = workOf(cluster, before, after);
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
        steps: stepsOf(cluster, line, after, work, rolled, clients.level),
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
        return before.enterprise
            ? {
                  level: "rolling",
                  certain: false,
                  fact: { clients: "moved", nodes, perSecond: work.connectionsPerSecond, drainSeconds },
              }
            : {
                  level: "reconnect",
                  certain: true,
                  fact: { clients: "closed", nodes, apartSeconds: work.waitTakeoverSeconds },
              };
    }
    const during = clientsDuringChange(pace, work, drainSeconds);
    return {
        level: !before.enterprise || during.cutAtOnce > 0 ? "reconnect" : "rolling",
        certain: !before.enterprise || drainSeconds !== undefined,
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

function stepsOf(
    cluster: Cluster,
    line: OperatorLine,
    after: EmqxState,
    work: RolloutWork,
    rolled: RolledRoles,
    level: Level,
): RolloutStep[] {
    const parts = line.pace.parts(work, rolled);
    const seconds = (what: RolloutPart["what"], role?: Role) =>
        parts
            .filter((p) => p.what === what && (role === undefined || p.role === role))
            .reduce((sum, { times, secondsEach }) => sum + times * secondsEach, 0);
    if (line.pace.leaves === "oneByOne") {
        return [{ fact: { step: "oneByOne" }, level, seconds: rolloutSeconds(line.pace, work, rolled) }];
    }
    const before = { core: work.cores, replicant: work.replicants };
    const roles = (["core", "replicant"] as const).filter((role) => rolled[role] && before[role] > 0);
    const boots = roles.map(
        (role): RolloutStep => ({
            fact: {
                step: "boot",
                role,
                count: after.replicas[role],
                before: before[role],
                ...(role === "core" ? { database: after.disks ? "disks" : "memory" } : {}),
            },
            seconds: seconds("boot", role),
            level: "rolling",
        }),
    );
    const takers = takersIn(work).role;
    const leave: RolloutStep = {
        fact: {
            step: "leave",
            old: roles.map((role) => ({ role, count: before[role] })),
            ...(rolled[takers] && cluster.drainSeconds !== undefined
                ? { drainSeconds: cluster.drainSeconds }
                : {}),
        },
        seconds: seconds("delay"),
        level: rolled[takers] ? level : "rolling",
    };
    const removals = [...roles].reverse().map(
        (role): RolloutStep => ({
            fact: {
                step: "remove",
                role,
                clients: role !== takers ? "none" : work.evacuates ? "moved" : "closed",
                perSecond: work.connectionsPerSecond,
            },
            seconds: Math.ceil((role === takers ? seconds("evacuation") : 0) + seconds("removal", role)),
            level: role === takers ? level : "rolling",
        }),
    );
    return [...boots, leave, ...removals];
}
