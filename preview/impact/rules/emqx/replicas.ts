import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
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
                quorumLost: role === "core" && to < Math.ceil(from / 2) && !inRollout,
                inRollout,
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
    const seconds = fewer ? FEWER_SECONDS : bootSeconds(cluster, line);
    return {
        fact: { kind: "replicas", roles, seconds },
        level: worst(rollout && fewer ? [...levels, rollout.level] : levels),
        seconds,
    };
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

function levelOf({ from, to, takesClients, quorumLost }: RoleScaled): Level {
    if (to > from) return "none";
    if (quorumLost) return "data";
    return takesClients ? "reconnect" : "rolling";
}
