import type { Roots } from "./json";

/**
 * Roots that operator 3.0 hands to EMQX at its start and not while it runs: another value makes all pods anew. Sources: EMQX Operator,
 * API reference of v3beta1; recording of a change of durable_sessions, whose event names the roots. `dashboard` is one of them on
 * purpose, although EMQX could change it while it runs.
 */
const STARTUP: readonly string[] = [
    "node",
    "rpc",
    "durable_sessions",
    "durable_storage",
    "dashboard",
    "cluster",
];

/** Of `cluster` these may change while EMQX runs. */
const NOT_OF_CLUSTER = "links";

/** Whether a key makes pods anew. */
export function isStartup([root = "", key]: readonly string[]): boolean {
    return STARTUP.includes(root) && !(root === "cluster" && key === NOT_OF_CLUSTER);
}

/** The roots that EMQX gets at its start. */
export function startupRoots(roots: Roots): Roots {
    return Object.fromEntries(
        Object.entries(roots).flatMap(([root, value]) => {
            if (!isStartup([root])) return [];
            const kept = root === "cluster" ? withoutLinks(value) : value;
            return kept === undefined ? [] : [[root, kept]];
        }),
    );
}

function withoutLinks(cluster: Roots[string]): Roots[string] | undefined {
    if (typeof cluster !== "object" || cluster === null || Array.isArray(cluster)) return cluster;
    const kept = Object.entries(cluster).filter(([key]) => key !== NOT_OF_CLUSTER);
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
