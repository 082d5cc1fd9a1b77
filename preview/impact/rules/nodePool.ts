import type { ResourceChange } from "../../changes/change";
import { type Context, effect, inputsOf, isBeneath } from "../context";
import type { Level } from "../level";
import type { Effect } from "../review";
import { listAt, numberAt, textAt } from "../values";
import { counted, listed } from "../wording";
import { POOL_SECONDS, updated } from "./nodePoolUpdate";

const POOL = /^alicloud:cs\/(nodePool|kubernetesNodePool):/;

/** ACK node pools. */
export function nodePool(change: ResourceChange, context: Context): Effect[] {
    if (!POOL.test(change.type)) return [];
    const name = textAt(inputsOf(change), "nodePoolName") ?? change.name;
    switch (change.operation) {
        case "create":
            return [created(change, name)];
        case "delete":
            return [gone(change, name, context, false)];
        case "replace":
            return [gone(change, name, context, true)];
        case "update":
            return updated(change, name, context);
    }
}

function created(change: ResourceChange, name: string): Effect {
    return effect(change, {
        subject: "node pool",
        level: "none",
        what: `node pool ${name} created`,
        happens: "New nodes join; nothing that runs moves.",
        duration: { seconds: POOL_SECONDS, arithmetic: "about 5 min until new nodes have joined" },
        sources: ["pool template"],
    });
}

/** A pool whose EMQX pods move to another one before it goes, or one that takes them with it. */
function gone(change: ResourceChange, name: string, context: Context, replaced: boolean): Effect {
    const emptied = !change.deleteBeforeReplace && context.rollouts.size > 0 && isOurs(change);
    const size = numberAt(change.before?.inputs, "desiredSize");
    const nodes = size === undefined ? "" : ` of ${counted(size, "node")}`;
    const verb = replaced ? "replaced" : "deleted";
    // The name of a pool with ReplacePool carries the hash of its profile.
    const profile = isOurs(change) && change.replaceReasons.join() === "nodePoolName";
    const reasons = profile ? "another kernel profile" : listed(change.replaceReasons);
    const because = replaced && reasons !== "" ? ` because of ${reasons}` : "";
    const what = `node pool ${name}${nodes} ${verb}${because}`;
    if (change.retained) {
        return effect(change, {
            subject: "node pool",
            level: "none",
            what,
            happens: "The old pool and its nodes stay in the account; this stack forgets them.",
            sources: ["pool deleted"],
        });
    }
    if (replaced && emptied) {
        return effect(change, {
            subject: "node pool",
            level: "rolling",
            what,
            happens: "A new pool is made first, EMQX is rolled onto it, and only then the old one goes.",
            duration: {
                seconds: POOL_SECONDS,
                arithmetic: "about 5 min until new nodes have joined, then EMQX's rollout",
            },
            back: {
                possible: true,
                sentence: "Revert the commit: new pools once more, and one more rollout.",
            },
            sources: ["pool deleted", "blue-green"],
        });
    }
    const core = roleOf(change) === "core";
    const level: Level = core && change.deleteBeforeReplace ? "data" : "reconnect";
    return effect(change, {
        subject: "node pool",
        level,
        what,
        happens: change.deleteBeforeReplace
            ? "Its nodes go at once and undrained, before new ones are there: every pod on them is killed, and its clients are cut."
            : `${replaced ? "A new pool is made; then the nodes of the old one" : "Its nodes"} go undrained: pods that are still on them are killed, and their clients reconnect.`,
        ...(level === "data"
            ? { data: "All cores at once: their database is on disks that have to find the new nodes." }
            : {}),
        back: { possible: true, sentence: "Revert the commit: a pool is made anew, with new nodes." },
        advice: "Move the pods away first (another nodeSelector, or cordon and drain), then take the pool away.",
        sources: ["pool deleted"],
    });
}

function isOurs(change: ResourceChange): boolean {
    return isBeneath(change, "TunedNodePool");
}

function roleOf(change: ResourceChange): string | undefined {
    const label = listAt(inputsOf(change), "labels").find((l) => /(^|\/)role$/.test(textAt(l, "key") ?? ""));
    return textAt(label, "value");
}
