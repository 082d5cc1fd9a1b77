import type { SetEntry, TimelineEntry } from "../../operator/timeline";
import { isOf, wantedSet } from "./completion";
import type { WantedRollout } from "./wantedRollout";

/** In place: replicants that came up before there was a core of the same revision, ready or not. */
export function replicantsBeforeFirstCore(
    entries: readonly TimelineEntry[],
    wanted: WantedRollout,
): string[] {
    const at = (role: string) =>
        entries.find(({ pods }) => Object.values(pods).some((pod) => pod.role === role && isOf(pod, wanted)))
            ?.t;
    const [core, replicant] = [at("core"), at("replicant")];
    // Those that are there from the beginning are not new.
    if (replicant === undefined || replicant === entries[0]?.t) return [];
    return core !== undefined && core <= replicant
        ? []
        : [`${replicant} s: replicants of the spec wanted come up, and there is no such core`];
}

/** In place: moments with more than one core away, once all had been ready. */
export function coresAway(entries: readonly TimelineEntry[], { replicas }: WantedRollout): string[] {
    const began = entries.findIndex((entry) => readyCores(entry) >= replicas.core);
    if (began === -1) return [];
    return entries.slice(began).flatMap((entry) => {
        const ready = readyCores(entry);
        const least = Math.min(replicas.core, readyCores(entries[began] as TimelineEntry)) - 1;
        return ready < least ? [`${entry.t} s: ${ready} of ${replicas.core} cores are ready`] : [];
    });
}

function readyCores({ pods }: TimelineEntry): number {
    return Object.values(pods).filter(({ role, ready }) => role === "core" && ready).length;
}

/** New replicants that came up before all new cores were ready; there may be several rollouts in a timeline. */
export function replicantsBeforeCores(entries: readonly TimelineEntry[], wanted: WantedRollout): string[] {
    const before = new Set(Object.keys(entries[0]?.sets ?? {}));
    const isNew = (name: string, set: SetEntry, kind: string) =>
        !before.has(name) && set.kind === kind && set.pods > 0;
    const seen = new Set<string>();
    return entries.flatMap((entry) => {
        const sets = Object.entries(entry.sets);
        const fresh = sets.filter(([name, set]) => !seen.has(name) && isNew(name, set, "ReplicaSet"));
        for (const [name] of fresh) seen.add(name);
        if (fresh.length === 0) return [];
        const cores = sets.filter(([name, set]) => isNew(name, set, "StatefulSet"));
        const unready = cores.filter(([, { ready, want }]) => ready < want);
        return [
            ...unready.map(
                ([, { ready, want }]) =>
                    `${entry.t} s: new replicants come up while ${ready} of ${want} new cores are ready`,
            ),
            ...(fresh.some(([, set]) => isWanted(set, wanted)) &&
            wantedSet(entry, wanted, "core") === undefined
                ? [`${entry.t} s: replicants of the spec wanted come up, and there are no such cores`]
                : []),
        ];
    });
}

function isWanted({ image, revision }: SetEntry, wanted: WantedRollout): boolean {
    return image === wanted.image && revision === wanted.revisions.replicant;
}
