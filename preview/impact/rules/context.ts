import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { ChangeSet, Operation, ResourceChange } from "../../changes/change";
import { qualifiedTypeOf } from "../../monitor/urns";
import type { WireObject } from "../../monitor/wire";
import type { Effect } from "../facts/effect";
import type { Rename } from "../facts/rename";
import type { Rollout } from "../facts/rollout";
import type { Cluster } from "./clusters";
import { pathNames } from "./values";

/** What the rules look at besides the change itself. */
export interface Context {
    readonly changes: ChangeSet;
    readonly clusters: readonly Cluster[];
    /** By the URN of the EMQX object. */
    readonly rollouts: ReadonlyMap<string, Rollout>;
    /** By the URN of the EMQX object that goes. */
    readonly renames: ReadonlyMap<string, Rename>;
    /** The operator line of what is not an EMQX object itself: that of the stack's EMQX cluster. */
    readonly line: OperatorLine;
}

/** Finds out what one change of one resource does; empty where nothing is to be said. */
export type Rule = (change: ResourceChange, context: Context) => Effect[];

type Given = Pick<Effect, "subject" | "level" | "fact"> & Partial<Effect>;

/** An effect with what follows from the change itself. */
export function effect(change: ResourceChange, given: Given): Effect {
    return {
        certain: true,
        urn: change.urn,
        operation: change.operation,
        properties: change.properties.map(({ path }) => path),
        ...given,
    };
}

/** Beneath which component of this package a resource is, by its URN. */
export function isBeneath(change: ResourceChange, component: string): boolean {
    return qualifiedTypeOf(change.urn).includes(`emqx-ack:index:${component}$`);
}

/** Inputs of the side that there is, the new one first. */
export function inputsOf(change: ResourceChange): WireObject {
    return change.after?.inputs ?? change.before?.inputs ?? {};
}

/** Differences beneath a property. */
export function within(change: ResourceChange, ...names: readonly string[]) {
    return change.properties.filter(({ path }) => {
        const found = pathNames(path);
        return names.every((name, i) => found[i] === name);
    });
}

/** Top-level properties that differ. */
export function topLevel(change: ResourceChange): string[] {
    return [...new Set(change.properties.map(({ path }) => pathNames(path)[0] ?? ""))];
}

/** Whether at least one of the differences is not just "may turn out to be the same". */
export function isCertain(properties: readonly { certainty: "certain" | "unknown" }[]): boolean {
    return properties.some(({ certainty }) => certainty === "certain");
}

/** The last part of a resource's type: `Service`, `NodePool`. */
export function nounOf({ type }: ResourceChange): string {
    return type.split(":").at(-1) ?? type;
}

/** An operation that ends the resource; undefined for the others. */
export function endingOf(operation: Operation): "replace" | "delete" | undefined {
    return operation === "replace" || operation === "delete" ? operation : undefined;
}
