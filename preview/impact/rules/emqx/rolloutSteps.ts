import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { Role } from "../../../../provider/emqx/lines/line/observation";
import {
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    type Turn,
    takersIn,
} from "../../../../provider/emqx/lines/line/pace";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { Level } from "../../facts/level";
import type { RolloutStep } from "../../facts/rollout";
import type { Cluster } from "../clusters";

/** What the steps of a rollout follow from. */
export interface Rolled {
    readonly cluster: Pick<Cluster, "drainSeconds">;
    readonly line: OperatorLine;
    readonly after: EmqxState;
    readonly work: RolloutWork;
    readonly rolled: RolledRoles;
    /** What becomes of the clients. */
    readonly level: Level;
}

/** One thing after another while EMQX's pods are made anew, as the operator line does it. */
export function rolloutSteps(given: Rolled): RolloutStep[] {
    const { line, work, rolled } = given;
    return line.pace.turns === undefined ? together(given) : inTurns(given, line.pace.turns(work, rolled));
}

type Clients = "moved" | "closed" | "none";

/** What clients notice when nodes of a role go. */
function clientsOf(role: Role, work: RolloutWork): Clients {
    if (role !== takersIn(work).role) return "none";
    return work.evacuates ? "moved" : "closed";
}

function secondsIn(parts: readonly RolloutPart[], of: (part: RolloutPart) => boolean): number {
    return parts.filter(of).reduce((sum, { times, secondsEach }) => sum + times * secondsEach, 0);
}

/** A second set of pods, and then all of before go. */
function together({ cluster, line, after, work, rolled, level }: Rolled): RolloutStep[] {
    const parts = line.pace.parts(work, rolled);
    const seconds = (what: RolloutPart["what"], role?: Role) =>
        secondsIn(parts, (part) => part.what === what && (role === undefined || part.role === role));
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
                clients: clientsOf(role, work),
                perSecond: work.connectionsPerSecond,
            },
            seconds: Math.ceil((role === takers ? seconds("evacuation") : 0) + seconds("removal", role)),
            level: role === takers ? level : "rolling",
        }),
    );
    return [...boots, leave, ...removals];
}

/** Each node in its place. */
function inTurns(
    { cluster, line, after, work, rolled, level }: Rolled,
    turns: readonly Turn[],
): RolloutStep[] {
    const parts = line.pace.parts(work, rolled);
    const running = { core: work.cores, replicant: work.replicants };
    const takers = takersIn(work).role;
    return turns.map(({ role, count }, at): RolloutStep => {
        const others = turns.filter((turn) => turn.role === role).length > 1;
        const earlier = turns.slice(0, at).some((turn) => turn.role === role);
        const missing = role === "core" ? 1 : work.maxUnavailable;
        return {
            fact: {
                step: "turn",
                role,
                count,
                part: !others ? "all" : earlier ? "last" : "first",
                of: running[role],
                least: Math.max(0, running[role] - missing),
                surge: role === "core" ? 0 : work.maxSurge,
                clients: clientsOf(role, work),
                perSecond: work.connectionsPerSecond,
                ...(role === takers && cluster.drainSeconds !== undefined
                    ? { drainSeconds: cluster.drainSeconds }
                    : {}),
                ...(role === "core" ? { database: after.disks ? "disks" : "memory" } : {}),
            },
            seconds: Math.ceil((secondsIn(parts, (part) => part.role === role) * count) / running[role]),
            level: role === takers ? level : "rolling",
        };
    });
}
