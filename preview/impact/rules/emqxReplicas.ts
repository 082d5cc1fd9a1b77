import type { Level } from "../level";
import { worst } from "../level";
import type { Role } from "../review";
import type { SourceId } from "../sources";
import { counted, number } from "../wording";
import type { EmqxCase, Told } from "./emqxCase";

/** More or fewer nodes of either role. */
export function replicas({ cluster, change, rollout }: EmqxCase): Told {
    const [before, after] = [cluster.before, cluster.after];
    const told = (["core", "replicant"] as const).flatMap((role) => {
        const [now, then] = [before?.replicas[role] ?? 0, after?.replicas[role] ?? 0];
        return now === then
            ? []
            : [oneRole(role, now, then, cluster.connections, before?.replicas.replicant ?? 0)];
    });
    const removed = change.properties.some(
        ({ path, kind }) => path === "spec.replicantTemplate" && kind === "delete",
    );
    if (removed && cluster.line === "2.2") {
        return {
            what: "replicantTemplate removed",
            happens:
                "The operator no longer looks at the replicants: their pods go on as they are, unwatched, and are never upgraded.",
            level: "none",
            advice: "Scale the replicants to 0 instead, and keep the template.",
            sources: ["orphaned replicants"],
        };
    }
    const fewer = told.some(({ level }) => level !== "none");
    return {
        what: told.map(({ what }) => what).join(", ") || "replicas",
        happens: told.map(({ happens }) => happens).join(" ") || "The number stays as it is.",
        level:
            rollout && fewer
                ? worst([...told.map(({ level }) => level), rollout.level])
                : worst(told.map(({ level }) => level)),
        duration: fewer
            ? { seconds: 10, arithmetic: "pods are deleted at once" }
            : { seconds: 300, arithmetic: "1 boot of 5 min at the most" },
        back: {
            possible: true,
            sentence: fewer
                ? "Write the old number: pods come back; sessions that were on the removed ones do not."
                : "Write the old number: the pods that were added are deleted, and clients on them reconnect.",
        },
        ...(told.some(({ loses }) => loses) ? { data: "Sessions in the memory of the removed nodes." } : {}),
        sources: [...new Set(told.flatMap(({ sources }) => sources))],
    };
}

interface RoleTold {
    readonly what: string;
    readonly happens: string;
    readonly level: Level;
    readonly loses: boolean;
    readonly sources: readonly SourceId[];
}

function oneRole(
    role: Role,
    now: number,
    then: number,
    connections: number | undefined,
    replicantsNow: number,
): RoleTold {
    const what = `${role}s ${now} to ${then}`;
    const sources: SourceId[] = ["scale down"];
    const takes = role === "replicant" || replicantsNow === 0;
    if (then > now) {
        return {
            what,
            happens: `${counted(then - now, role)} more beside the running ones; no client notices, and new ${role}s get new connections only.`,
            level: "none",
            loses: false,
            sources,
        };
    }
    const gone = now - then;
    if (role === "core" && then < Math.ceil(now / 2)) {
        return {
            what,
            happens: `${counted(gone, "core")} of ${now} are deleted at once: more than half, which leaves no quorum for the database.`,
            level: "data",
            loses: takes,
            sources: [...sources, "more than half"],
        };
    }
    if (!takes) {
        return {
            what,
            happens: `${counted(gone, "core")} ${gone === 1 ? "is" : "are"} deleted; replicants keep their clients and turn to the cores that stay. Disks of the removed cores stay.`,
            level: "rolling",
            loses: false,
            sources,
        };
    }
    const many =
        connections === undefined || now === 0 ? "" : ` (about ${number((connections * gone) / now)})`;
    return {
        what,
        happens: `${counted(gone, role)} of ${now} ${gone === 1 ? "is" : "are"} deleted without evacuation: clients on ${gone === 1 ? "it" : "them"}${many} reconnect at once, and sessions in ${gone === 1 ? "its" : "their"} memory are lost.${then === 0 && role === "replicant" ? " From then on the cores take all clients." : ""}`,
        level: "reconnect",
        loses: true,
        sources,
    };
}
