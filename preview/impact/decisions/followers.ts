import type { ChangeSet, ResourceChange } from "../../changes/change";
import { isProviderType } from "../../monitor/urns";
import type { Effect } from "../facts/effect";

/** Reasons that come from elsewhere: what the resource belongs to is replaced. */
const FROM_ELSEWHERE = [
    "provider",
    "deletedWith",
    "clusterId",
    "clusterIdentifier",
    "replaceWith",
    "metadata.namespace",
];

/** Marks what only goes along with a replaced cluster or provider, so that the cause stands out. */
export function withFollowers(changes: ChangeSet, effects: readonly Effect[]): Effect[] {
    const byUrn = new Map(changes.changes.map((change) => [change.urn, change]));
    const cause = changes.changes.some(isCluster)
        ? isCluster
        : changes.changes.some(isProvider)
          ? isProvider
          : undefined;
    if (cause === undefined) return [...effects];
    return effects.map((effect) => {
        const change = byUrn.get(effect.urn);
        return change !== undefined && !cause(change) && goesAlong(change)
            ? { ...effect, follows: true }
            : effect;
    });
}

function isCluster({ type, operation }: ResourceChange): boolean {
    return (
        type.startsWith("alicloud:cs/managedKubernetes:") &&
        (operation === "replace" || operation === "delete")
    );
}

function isProvider({ type, operation }: ResourceChange): boolean {
    return isProviderType(type) && operation === "replace";
}

function goesAlong({ operation, replaceReasons, deletedWith, type }: ResourceChange): boolean {
    if (operation === "delete") return deletedWith !== undefined || isProviderType(type);
    return (
        operation === "replace" &&
        replaceReasons.length > 0 &&
        replaceReasons.every((reason) => FROM_ELSEWHERE.includes(reason))
    );
}
