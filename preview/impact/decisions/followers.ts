import type { ResourceChange } from "../../changes/change";
import { isProviderType } from "../../monitor/urns";
import type { Effect } from "../facts/effect";
import type { Rename } from "../facts/rename";
import type { Context } from "../rules/context";
import { isWithin } from "../rules/renames";

/** Reasons that come from elsewhere: what the resource belongs to is replaced. */
const FROM_ELSEWHERE = [
    "provider",
    "deletedWith",
    "clusterId",
    "clusterIdentifier",
    "replaceWith",
    "metadata.namespace",
];

/** Marks what only goes along with a replaced cluster or provider, or a renamed component, so that the cause stands out. */
export function withFollowers(context: Context, effects: readonly Effect[]): Effect[] {
    return withReplaced(context, withRenamed(context, effects));
}

/** All that goes and comes beneath a component under its two names, but the EMQX object that tells of it. */
function withRenamed({ changes, renames }: Context, effects: readonly Effect[]): Effect[] {
    if (renames.size === 0) return [...effects];
    const byUrn = new Map(changes.changes.map((change) => [change.urn, change]));
    const all = [...renames.values()];
    return effects.map((effect) => {
        const change = byUrn.get(effect.urn);
        if (change === undefined || renames.has(effect.urn)) return effect;
        const goes = ({ urn, formerUrn }: Rename) =>
            (change.operation === "delete" && isWithin(change, formerUrn, "before", changes)) ||
            (change.operation === "create" && isWithin(change, urn, "after", changes));
        return all.some(goes) ? { ...effect, follows: true } : effect;
    });
}

function withReplaced({ changes, renames }: Context, effects: readonly Effect[]): Effect[] {
    const byUrn = new Map(changes.changes.map((change) => [change.urn, change]));
    const cause = changes.changes.some(isCluster)
        ? isCluster
        : changes.changes.some(isProvider)
          ? isProvider
          : undefined;
    if (cause === undefined) return [...effects];
    return effects.map((effect) => {
        const change = byUrn.get(effect.urn);
        return change !== undefined && !renames.has(change.urn) && !cause(change) && goesAlong(change)
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
