import type { ResourceChange } from "../../changes/change";
import type { Context, Rule } from "../context";
import type { Effect } from "../review";
import { charts } from "./charts";
import { emqxObject } from "./emqx";
import { cluster, customResourceDefinition, disks, namespace, network, provider } from "./foundations";
import { service } from "./loadBalancer";
import { nodePool } from "./nodePool";
import { anythingElse, nodeTuning } from "./others";
import { secrets } from "./secrets";

/** Each is about types of its own, or asks for less than the ones before it. */
const RULES: readonly Rule[] = [
    emqxObject,
    nodePool,
    nodeTuning,
    service,
    secrets,
    charts,
    customResourceDefinition,
    namespace,
    disks,
    cluster,
    network,
    provider,
];

/** Types that one of the rules is about: when it says nothing, there is nothing to say. */
const SPOKEN_FOR =
    /^kubernetes:core\/v1:(Secret|Namespace|Service)$|^random:index\/randomPassword:|^kubernetes:helm\.sh\/|^pulumi:providers:|^kubernetes:apps\.emqx\.io\//;

/** What one change of one resource does, by the first rule that has something to say. */
export function effectsOf(change: ResourceChange, context: Context): Effect[] {
    for (const rule of RULES) {
        const effects = rule(change, context);
        if (effects.length > 0) return effects;
    }
    return SPOKEN_FOR.test(change.type) ? [] : anythingElse(change);
}
