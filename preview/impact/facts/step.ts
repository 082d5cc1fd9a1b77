import type { Effect } from "./effect";
import type { Level } from "./level";
import type { Rollout, RolloutStepFact } from "./rollout";

/** One thing after another while the whole update runs. */
export type StepFact =
    | { readonly kind: "rollout"; readonly step: RolloutStepFact; readonly rollout: Rollout }
    /** The same step of many EMQX clusters. */
    | {
          readonly kind: "sideBySide";
          readonly step: RolloutStepFact;
          readonly rollouts: readonly Rollout[];
          /** Clusters that have such a step. */
          readonly count: number;
      }
    /** A configuration that is pushed while EMQX is rolled. */
    | { readonly kind: "push"; readonly effect: Effect }
    /** What is done to resources of one subject, at the same time. */
    | { readonly kind: "effects"; readonly effects: readonly Effect[] }
    /** Whatever goes along with a cluster, a provider, or a component that is called otherwise now. */
    | { readonly kind: "following"; readonly effects: readonly Effect[]; readonly renamed: boolean }
    /** What is on the nodes of pools that were replaced, beside EMQX, moves to others. */
    | { readonly kind: "oldNodesEmptied" }
    /** Pools that were replaced; EMQX has left them by then, and what else was on them where they are `drained`. */
    | { readonly kind: "oldPoolsGo"; readonly drained: boolean };

/** The part of the stack in which a step takes place. */
export type Part =
    | "EMQX"
    | "nodes"
    | "operator"
    | "cert-manager"
    | "load balancer"
    | "cluster"
    | "network"
    | "disks"
    | "providers"
    | "secrets"
    | "other";

export interface OrderedStep {
    readonly fact: StepFact;
    readonly part: Part;
    /** At the most; absent where nothing is known about it. */
    readonly seconds?: number;
    /** Something in it takes a time that is not known: its `seconds`, if any, are those of the rest. */
    readonly untimed: boolean;
    readonly level: Level;
}

/** What a sum of times leaves out, since nothing is known of how long it takes. */
export type NotCounted =
    | { readonly what: "step"; readonly step: OrderedStep }
    /** Clients whose number is not known are moved. */
    | { readonly what: "clients"; readonly rollout: Rollout };

/** How long the whole takes: at the most, where nothing is left out. */
export interface WholeDuration {
    readonly seconds: number;
    readonly notCounted: readonly NotCounted[];
    /** By part of the stack, in the order in which they begin. */
    readonly parts: readonly { readonly part: Part; readonly seconds: number }[];
}
