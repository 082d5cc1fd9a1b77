import type { TimelineEntry } from "../../operator/timeline";
import { missing } from "./completion";
import type { WantedRollout } from "./wantedRollout";

/** A step of something that depends on the cluster. */
export interface DependentStep {
    readonly name: string;
    /** When it began, in seconds of the timeline. */
    readonly at: number;
}

/** Steps that began although the cluster was not yet what it was to become. */
export function startedEarly(
    entries: readonly TimelineEntry[],
    dependents: readonly DependentStep[],
    wanted: WantedRollout,
): string[] {
    return dependents.flatMap(({ name, at }) => {
        const unfinished = entries.find((entry) => entry.t >= at && missing(entry, wanted) !== undefined);
        return unfinished === undefined
            ? []
            : [`${name} began at ${at} s, and at ${unfinished.t} s ${missing(unfinished, wanted)}`];
    });
}

/** Services that were changed, made or removed while the cluster was not yet what it was to become. */
export function touchedEarly(
    entries: readonly TimelineEntry[],
    services: readonly string[],
    wanted: WantedRollout,
): string[] {
    const [first] = entries;
    const lastUnfinished = entries.filter((entry) => missing(entry, wanted) !== undefined).at(-1);
    if (first === undefined || lastUnfinished === undefined) return [];
    const during = entries.filter(({ t }) => t <= lastUnfinished.t);
    return services.flatMap((name) => {
        const before = first.services[name]?.resourceVersion;
        const touched = during.find(({ services }) => services[name]?.resourceVersion !== before);
        return touched === undefined
            ? []
            : [
                  `Service ${name} changed at ${touched.t} s, and at ${lastUnfinished.t} s ${missing(lastUnfinished, wanted)}`,
              ];
    });
}
