import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import { movingOf } from "../../../../provider/emqx/lines/line/pace";
import type { RoleScaled } from "../../facts/emqx";
import { type Level, worst } from "../../facts/level";
import type { Rollout } from "../../facts/rollout";
import type { Cluster } from "../clusters";
import type { EmqxCase, Found } from "./case";

/** Pods are deleted at once. */
const FEWER_SECONDS = 10;

/** More or fewer nodes of either role. */
export function replicas(given: EmqxCase): Found[] {
    const { cluster, line, rollout } = given;
    const { before, after, connections } = cluster;
    // Their pods go on, and no replicant is taken away.
    const orphans =
        line.words.orphans !== undefined && before?.replicantTemplate === true && !after?.replicantTemplate;
    const moving = movingOf(
        line.pace,
        { cores: before?.replicas.core ?? 0, replicants: before?.replicas.replicant ?? 0 },
        { able: before?.enterprise === true, off: after?.evacuationOff === true },
    );
    const roles = (["core", "replicant"] as const).flatMap((role): RoleScaled[] => {
        const [from, to] = [before?.replicas[role] ?? 0, after?.replicas[role] ?? 0];
        if (from === to || (orphans && role === "replicant")) return [];
        // A set with another template begins with the new number; that of before keeps its own until it is emptied.
        const inRollout = line.pace.leaves === "together" && rollout?.roles.includes(role) === true;
        const clients =
            connections === undefined || from === 0 || to > from || inRollout
                ? undefined
                : (connections * (from - to)) / from;
        return [
            {
                role,
                from,
                to,
                takesClients: role === "replicant" || (before?.replicas.replicant ?? 0) === 0,
                quorumLost:
                    role === "core" &&
                    to < Math.ceil(from / 2) &&
                    !inRollout &&
                    line.pace.scaleDown.core === "deleted",
                inRollout,
                going: moving.evacuates && line.pace.scaleDown[role] === "emptied" ? "moved" : "cut",
                perSecond: after?.pace.connectionsPerSecond ?? line.pace.defaults.connectionsPerSecond,
                ...(clients === undefined ? {} : { clients }),
            },
        ];
    });
    if (orphans && roles.length === 0) {
        return [{ fact: { kind: "replicantTemplateRemoved" }, level: "none" }];
    }
    const [along, alone] = [true, false].map((is) => roles.filter(({ inRollout }) => inRollout === is));
    return [
        ...(rollout && along?.length ? [withRollout(along, rollout)] : []),
        ...(alone?.length || !along?.length ? [byItself(alone ?? [], given)] : []),
    ];
}

/** Nothing moves for it that the rollout does not move. */
function withRollout(roles: readonly RoleScaled[], { urn, seconds }: Rollout): Found {
    return { fact: { kind: "replicas", roles, seconds }, level: "none", rollout: urn, seconds };
}

function byItself(roles: readonly RoleScaled[], { cluster, line, rollout }: EmqxCase): Found {
    const levels = roles.map(levelOf);
    const fewer = roles.some(({ from, to }) => to < from);
    const seconds = fewer ? fewerSeconds(roles, cluster, line) : bootSeconds(cluster, line);
    return {
        fact: { kind: "replicas", roles, seconds },
        level: worst(rollout && fewer ? [...levels, rollout.level] : levels),
        seconds,
    };
}

/** As many turns of a rollout as nodes go, where each is emptied first. */
function fewerSeconds(
    roles: readonly RoleScaled[],
    { before, after, connections }: Cluster,
    { pace }: OperatorLine,
) {
    if (before === undefined) return FEWER_SECONDS;
    const work = {
        connections: connections ?? 0,
        cores: before.replicas.core,
        replicants: before.replicas.replicant,
        ...(after?.pace ?? pace.defaults),
        evacuates: true,
    };
    const parts = pace.parts(work, { core: true, replicant: true });
    const turn = (of: RoleScaled) =>
        pace.scaleDown[of.role] === "deleted" || (of.takesClients && of.going === "cut")
            ? 0
            : parts
                  .filter(({ what, role }) => role === of.role && what !== "boot")
                  .reduce((sum, { secondsEach }) => sum + secondsEach, 0);
    const sum = roles.reduce((total, of) => total + Math.max(0, of.from - of.to) * turn(of), 0);
    return Math.max(FEWER_SECONDS, Math.ceil(sum));
}

/** Of one node, as a rollout counts it. */
function bootSeconds({ after }: Cluster, { pace }: OperatorLine): number {
    const work = {
        connections: 0,
        cores: 1,
        replicants: 0,
        ...(after?.pace ?? pace.defaults),
        evacuates: false,
    };
    const parts = pace.parts(work, { core: true, replicant: false });
    return parts.find(({ what }) => what === "boot")?.secondsEach ?? 0;
}

function levelOf({ from, to, takesClients, quorumLost, going }: RoleScaled): Level {
    if (to > from) return "none";
    if (quorumLost) return "data";
    return takesClients && going === "cut" ? "reconnect" : "rolling";
}
