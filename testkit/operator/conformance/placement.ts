import type { TimelineEntry } from "../timelineEntry";
import type { SetNames } from "./setNames";

/** Where the clients of a recording are at its beginning: by the pods of sets as they are called on both sides, in the order of their names. */
export function recordedPlacement(text: string, names: SetNames): ReadonlyMap<string, number> {
    const { pods = {}, sets, emqx } = JSON.parse(text.slice(0, text.indexOf("\n")));
    const [object] = Object.values(emqx as Record<string, { clients?: Record<string, number> }>);
    const clients = Object.entries(object?.clients ?? {});
    const setOf = (pod: string) => Object.keys(sets).find((set) => pod.startsWith(`${set}-`)) ?? "";
    const places = placesOf(
        Object.keys(pods).map((pod) => [pod, setOf(pod)] as const),
        names,
    );
    return new Map(
        clients.flatMap(([node, count]) => {
            // Cores are called by their node, replicants by their pod.
            const pod = Object.keys(pods).find(
                (name) => node === name || node.split(".")[0]?.endsWith(`@${name}`),
            );
            const place = places.get(pod ?? "");
            return place === undefined ? [] : [[place, count] as const];
        }),
    );
}

/** The same for our pods. */
export function placedOn(
    { pods }: Pick<TimelineEntry, "pods">,
    placement: ReadonlyMap<string, number>,
    names: SetNames,
): ReadonlyMap<string, number> {
    const own = Object.entries(pods).map(([pod, { set }]) => [pod, set] as const);
    return new Map(
        [...placesOf(own, names)].map(([pod, place]) => [pod, placement.get(place) ?? 0] as const),
    );
}

function placesOf(pods: readonly (readonly [string, string])[], names: SetNames): Map<string, string> {
    const places = new Map<string, string>();
    const counts = new Map<string, number>();
    for (const [pod, set] of [...pods].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const name = names.ofSet(set);
        const index = counts.get(name) ?? 0;
        counts.set(name, index + 1);
        places.set(pod, `${name} ${index}`);
    }
    return places;
}
