import type { SetEntry, TimelineEntry } from "../../operator/timeline";
import { wantedSet } from "./completion";
import type { WantedRollout } from "./wantedRollout";

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
