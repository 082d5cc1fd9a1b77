import { DEFAULT_LINE } from "../../provider/emqx/lines";
import type { ChangeSet } from "../changes/change";
import type { Rollout } from "./facts/rollout";
import { clustersOf } from "./rules/clusters";
import type { Context } from "./rules/context";
import { rolloutOf } from "./rules/emqx/rollout";
import { renamesOf } from "./rules/renames";

export function contextOf(changes: ChangeSet): Context {
    const clusters = clustersOf(changes);
    const rollouts = new Map<string, Rollout>();
    for (const cluster of clusters) {
        const rollout = rolloutOf(cluster);
        if (rollout) rollouts.set(cluster.urn, rollout);
    }
    const line = clusters.find((cluster) => cluster.line !== undefined)?.line ?? DEFAULT_LINE;
    return { changes, clusters, rollouts, renames: renamesOf(changes), line };
}
