import { NODE_ROLE_LABEL } from "../../../provider/naming/labels";
import type { ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import type { Level } from "../facts/level";
import { type Context, effect, inputsOf, isBeneath } from "./context";
import { labelIn, reasonsOf } from "./nodePoolReasons";
import { POOL_SECONDS, updated } from "./nodePoolUpdate";
import { anythingElse } from "./others";
import { NODE_DRAIN } from "./types";
import { numberAt, textAt } from "./values";

/** ACK node pools. */
export function nodePool(change: ResourceChange, context: Context): Effect[] {
    const name = textAt(inputsOf(change), "nodePoolName") ?? change.name;
    switch (change.operation) {
        case "create":
            return [created(change, name)];
        case "delete":
        case "replace":
            return [gone(change, textAt(change.before?.inputs, "nodePoolName") ?? name, context)];
        case "update": {
            const effects = updated(change, name, context);
            return effects.length > 0 ? effects : anythingElse(change, context);
        }
    }
}

function created(change: ResourceChange, name: string): Effect {
    const fact = { kind: "poolCreated", thing: { name } } as const;
    return effect(change, { subject: "node pool", level: "none", fact, seconds: POOL_SECONDS });
}

/** A pool whose EMQX pods move to another one before it goes, or one that takes them with it. */
function gone(change: ResourceChange, name: string, context: Context): Effect {
    const replaced = change.operation === "replace";
    const ours = isBeneath(change, "TunedNodePool");
    const oldFirst = change.deleteBeforeReplace;
    const nodes = numberAt(change.before?.inputs, "desiredSize");
    const emptied = replaced && !oldFirst && context.rollouts.size > 0 && ours;
    // The drain of a stack empties what is taken out of the program, too.
    const { before, after } = context.changes;
    const drained =
        !replaced &&
        ours &&
        [...after.values()].some(({ type, urn }) => type === NODE_DRAIN && before.has(urn));
    const way = change.retained ? "kept" : emptied ? "emptied" : drained ? "drained" : "undrained";
    const cause = context.clusters
        .flatMap(({ kernels }) => kernels)
        .find(({ pool }) => replaced && pool === change.urn);
    const allCores = way === "undrained" && oldFirst && roleOf(change) === "core";
    return effect(change, {
        subject: "node pool",
        level: LEVEL_OF[way] ?? (allCores ? "data" : "reconnect"),
        fact: {
            kind: "poolGone",
            thing: { name, ...(nodes === undefined ? {} : { nodes }) },
            replaced,
            oldFirst,
            way,
            reasons: reasonsOf(change, ours),
            ...(cause === undefined ? {} : { cause }),
            allCores,
        },
        line: context.line,
        ...(way === "emptied" ? { seconds: POOL_SECONDS } : {}),
    });
}

const LEVEL_OF: Readonly<Record<string, Level | undefined>> = {
    kept: "none",
    emptied: "rolling",
    drained: "rolling",
};

function roleOf(change: ResourceChange): string | undefined {
    return labelIn(inputsOf(change), NODE_ROLE_LABEL);
}
