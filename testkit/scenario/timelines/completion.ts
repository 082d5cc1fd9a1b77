import type { PodEntry, TimelineEntry } from "../../operator/timeline";
import { conditionOf } from "./condition";
import { ROLES, type Role, type WantedRollout } from "./wantedRollout";

const KIND: Record<Role, string> = { core: "StatefulSet", replicant: "ReplicaSet" };

/** The set that the operator makes the cluster consist of, if it carries what is wanted; the only one of a role has no revision in its name. */
export function wantedSet(
    { sets, emqx }: TimelineEntry,
    wanted: WantedRollout,
    role: Role,
): string | undefined {
    const hash = emqx?.[role]?.updateRevision;
    return Object.keys(sets).find(
        (name) =>
            (hash === undefined || name.endsWith(`-${hash}`)) &&
            sets[name]?.kind === KIND[role] &&
            sets[name]?.revision === wanted.revisions[role] &&
            sets[name]?.image === wanted.image,
    );
}

/** What is still missing until the cluster is what is wanted and nothing else runs; undefined when nothing is. */
export function missing(entry: TimelineEntry, wanted: WantedRollout): string | undefined {
    for (const role of ROLES.filter((role) => wanted.replicas[role] > 0)) {
        const name = wantedSet(entry, wanted, role);
        const set = name === undefined ? undefined : entry.sets[name];
        const count = wanted.replicas[role];
        if (set === undefined) return `there is no set of the ${role}s wanted`;
        if (set.want !== count || set.ready !== count)
            return `${set.ready} of ${count} new ${role}s are ready`;
        const old = Object.values(entry.pods).filter(
            (pod) => pod.role === role && pod.containersReady && !(pod.set === name && isOf(pod, wanted)),
        );
        if (old.length > 0) return `${old.length} old ${role}s run`;
    }
    return conditionOf(entry.emqx) === "Ready" ? undefined : "the object is not Ready";
}

/** Made from what is wanted: the pods of a set that stays are replaced one by one. */
export function isOf({ role, image, revision }: PodEntry, wanted: WantedRollout): boolean {
    return image === wanted.image && revision === wanted.revisions[role as Role];
}
