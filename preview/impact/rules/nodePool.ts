import type { ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import { type Context, effect, inputsOf, isBeneath, topLevel } from "./context";
import { POOL_SECONDS, updated } from "./nodePoolUpdate";
import { anythingElse } from "./others";
import { listAt, numberAt, textAt } from "./values";

/** ACK node pools. */
export function nodePool(change: ResourceChange, context: Context): Effect[] {
    const name = textAt(inputsOf(change), "nodePoolName") ?? change.name;
    switch (change.operation) {
        case "create":
            return [created(change, name)];
        case "delete":
        case "replace":
            return [gone(change, name, context)];
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
    const way = change.retained ? "kept" : emptied ? "emptied" : "undrained";
    const allCores = way === "undrained" && oldFirst && roleOf(change) === "core";
    return effect(change, {
        subject: "node pool",
        level: way === "kept" ? "none" : way === "emptied" ? "rolling" : allCores ? "data" : "reconnect",
        fact: {
            kind: "poolGone",
            thing: { name, ...(nodes === undefined ? {} : { nodes }) },
            replaced,
            oldFirst,
            way,
            ...becauseOf(change, ours),
            allCores,
        },
        line: context.line,
        ...(way === "emptied" ? { seconds: POOL_SECONDS } : {}),
    });
}

/** Properties of the pool's identity beside the kernel profile. Source: provider/nodes/identity.ts. */
const IDENTITY = ["instanceTypes", "imageType", "systemDiskCategory", "systemDiskSize", "keyName"];

/** The name of a pool with ReplacePool carries its identity, of which the kernel profile is one part. */
function becauseOf(change: ResourceChange, ours: boolean): { reasons: readonly string[]; profile: boolean } {
    const renamed = ours && change.replaceReasons.join() === "nodePoolName";
    if (!renamed) return { reasons: change.replaceReasons, profile: false };
    const profileOf = (side: "before" | "after") => labelOf(change[side]?.inputs, /\/kernel-profile$/);
    const parts = topLevel(change).filter((field) => IDENTITY.includes(field));
    return parts.length === 0 || profileOf("before") !== profileOf("after")
        ? { reasons: change.replaceReasons, profile: true }
        : { reasons: parts, profile: false };
}

function roleOf(change: ResourceChange): string | undefined {
    return labelOf(inputsOf(change), /(^|\/)role$/);
}

function labelOf(inputs: ReturnType<typeof inputsOf> | undefined, key: RegExp): string | undefined {
    return textAt(
        listAt(inputs, "labels").find((label) => key.test(textAt(label, "key") ?? "")),
        "value",
    );
}
