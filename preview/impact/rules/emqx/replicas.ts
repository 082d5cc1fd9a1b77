import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { RoleScaled } from "../../facts/emqx";
import { type Level, worst } from "../../facts/level";
import type { Cluster } from "../clusters";
import type { EmqxCase, Found } from "./case";

/** Pods are deleted at once. */
const FEWER_SECONDS = 10;

/** More or fewer nodes of either role. */
export function replicas({ cluster, line, rollout }: EmqxCase): Found {
    const { before, after, connections } = cluster;
    // Their pods go on, and no replicant is taken away.
    const orphans =
        line.words.orphans !== undefined && before?.replicantTemplate === true && !after?.replicantTemplate;
    const roles = (["core", "replicant"] as const).flatMap((role): RoleScaled[] => {
        const [from, to] = [before?.replicas[role] ?? 0, after?.replicas[role] ?? 0];
        if (from === to || (orphans && role === "replicant")) return [];
        const clients =
            connections === undefined || from === 0 || to > from
                ? undefined
                : (connections * (from - to)) / from;
        return [
            {
                role,
                from,
                to,
                takesClients: role === "replicant" || (before?.replicas.replicant ?? 0) === 0,
                quorumLost: role === "core" && to < Math.ceil(from / 2),
                ...(clients === undefined ? {} : { clients }),
            },
        ];
    });
    if (orphans && roles.length === 0) return { fact: { kind: "replicantTemplateRemoved" }, level: "none" };
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
