import type { ChangeSet, Operation, ResourceChange } from "../changes/change";
import { qualifiedTypeOf } from "../monitor/urns";
import type { WireObject } from "../monitor/wire";
import { type Cluster, clustersOf } from "./clusters";
import type { Back, Effect, Rollout } from "./review";
import { rolloutOf } from "./rollout";
import { pathNames } from "./values";

/** What the rules look at besides the change itself. */
export interface Context {
    readonly changes: ChangeSet;
    readonly clusters: readonly Cluster[];
    readonly rollouts: ReadonlyMap<string, Rollout>;
    /** What is done to each resource that changes. */
    readonly operations: ReadonlyMap<string, Operation>;
}

/** Finds out what one change of one resource does; empty where it is none of its business. */
export type Rule = (change: ResourceChange, context: Context) => Effect[];

export function contextOf(changes: ChangeSet): Context {
    const clusters = clustersOf(changes);
    const rollouts = new Map<string, Rollout>();
    for (const cluster of clusters) {
        const rollout = rolloutOf(cluster);
        if (rollout) rollouts.set(cluster.urn, rollout);
    }
    const operations = new Map(changes.changes.map(({ urn, operation }) => [urn, operation]));
    return { changes, clusters, rollouts, operations };
}

export const REVERT: Back = { possible: true, sentence: "Revert the commit: the old value is written back." };

type Given = Pick<Effect, "subject" | "level" | "what" | "happens" | "sources"> & Partial<Effect>;

/** An effect with what follows from the change itself. */
export function effect(change: ResourceChange, given: Given): Effect {
    return {
        certain: true,
        urn: change.urn,
        properties: change.properties.map(({ path }) => path),
        back: BACK[change.operation],
        ...given,
    };
}

const BACK: Readonly<Record<Operation, Back>> = {
    create: { possible: true, sentence: "Revert the commit: it is deleted again." },
    update: REVERT,
    replace: { possible: true, sentence: "Revert the commit: it is replaced once more." },
    delete: { possible: true, sentence: "Revert the commit: it is made anew." },
};

/** Beneath which component of this package a resource is, by its URN. */
export function isBeneath(change: ResourceChange, component: string): boolean {
    return qualifiedTypeOf(change.urn).includes(`emqx-ack:index:${component}$`);
}

/** Inputs of the side that there is, the new one first. */
export function inputsOf(change: ResourceChange): WireObject {
    return change.after?.inputs ?? change.before?.inputs ?? {};
}

/** Whether every difference is in one of these top-level properties. */
export function onlyIn(change: ResourceChange, names: readonly string[]): boolean {
    return change.properties.every(({ path }) => names.includes(pathNames(path)[0] ?? ""));
}

/** Differences beneath a property. */
export function within(change: ResourceChange, ...names: readonly string[]) {
    return change.properties.filter(({ path }) => {
        const found = pathNames(path);
        return names.every((name, i) => found[i] === name);
    });
}

/** Whether at least one of the differences is not just "may turn out to be the same". */
export function isCertain(properties: readonly { certainty: "certain" | "unknown" }[]): boolean {
    return properties.some(({ certainty }) => certainty === "certain");
}
