import type {
    NodeSet,
    Observation,
    Role,
    SetPod,
    Target,
} from "../../../../../provider/emqx/lines/line/observation";

export const target: Target = {
    revisions: { core: "core-new", replicant: "replicant-new" },
    replicas: { core: 3, replicant: 3 },
    version: "5.7.2",
};

/** A set whose pods are `ready`, `evacuating` (up, but taken out of service) or `pending`. */
export function set(
    role: Role,
    revision: string,
    pods: ("ready" | "evacuating" | "pending")[],
    wanted = pods.length,
): NodeSet {
    const list = pods.map(
        (state, i): SetPod => ({
            name: `${revision}-${i}`,
            revision,
            containersReady: state !== "pending",
            ready: state === "ready",
            ...(state === "pending" ? { trouble: "cannot be scheduled: 0/6 nodes are available" } : {}),
        }),
    );
    return {
        name: `emqx-${revision}`,
        role,
        revision,
        wanted,
        ready: list.filter((pod) => pod.ready).length,
        pods: list,
    };
}

export const THREE = ["ready", "ready", "ready"] as const;

export function observation(sets: NodeSet[], rest: Partial<Observation> = {}): Observation {
    return { ready: true, configApplied: true, sets, nodes: [], ...rest };
}

export const rolledOut = observation([
    set("core", "core-new", [...THREE]),
    set("replicant", "replicant-new", [...THREE]),
]);
