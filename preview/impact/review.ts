import type { ChangeSet, ResourceChange } from "../changes/change";
import type { Level } from "./level";
import type { SourceId } from "./sources";

/** What a change is about. */
export type Subject =
    | "image"
    | "configuration"
    | "environment"
    | "listeners"
    | "replicas"
    | "storage"
    | "resources"
    | "placement"
    | "pods"
    | "kernel"
    | "license"
    | "password"
    | "api keys"
    | "cookie"
    | "certificate"
    | "identity"
    | "evacuation"
    | "node pool"
    | "node tuning"
    | "operator"
    | "cert-manager"
    | "CRDs"
    | "load balancer"
    | "cluster"
    | "network"
    | "namespace"
    | "disks"
    | "provider"
    | "secret"
    | "other";

/** EMQX's two kinds of nodes. */
export type Role = "core" | "replicant";

export interface Duration {
    /** At the most, with the figures at hand. */
    readonly seconds: number;
    /** How it adds up, in words and figures. */
    readonly arithmetic: string;
}

/** How to get back. */
export interface Back {
    /** False: reverting the commit does not bring back what was there. */
    readonly possible: boolean;
    readonly sentence: string;
}

/** What one change of one resource does. */
export interface Effect {
    readonly subject: Subject;
    readonly level: Level;
    /** False where it hangs on something that is not known here; never above `reconnect` then. */
    readonly certain: boolean;
    readonly urn: string;
    /** Paths of the properties that are the cause; empty for the resource as a whole. */
    readonly properties: readonly string[];
    /** What changes, as a heading: `EMQX image 5.7.1 to 5.7.2`. */
    readonly what: string;
    /** What it does, in sentences: which pods and nodes, in which order, what clients notice. */
    readonly happens: string;
    /** The rollout of EMQX that it belongs to (URN of the EMQX object). */
    readonly rollout?: string;
    readonly duration?: Duration;
    readonly back: Back;
    /** Only because something else is replaced: a cluster, a provider. */
    readonly follows?: boolean;
    /** Data or sessions at risk. */
    readonly data?: string;
    /** What to do otherwise, or to look at. */
    readonly advice?: string;
    readonly sources: readonly SourceId[];
}

/** A blue-green update of one EMQX cluster, which all changes of its pods share. */
export interface Rollout {
    readonly urn: string;
    readonly name: string;
    /** Whose pods are made anew. */
    readonly roles: readonly Role[];
    readonly level: Level;
    readonly certain: boolean;
    readonly clients: string;
    readonly sessions: string;
    /** What is needed beside what runs: pods, their IP addresses, room on nodes. */
    readonly surge: string;
    /** Absent for an operator line whose pace is not known here. */
    readonly duration?: Duration;
    readonly steps: readonly Step[];
}

/** One thing after another. */
export interface Step {
    /** The part of the stack: `nodes`, `operator`, `EMQX`, `load balancer` ... */
    readonly part: string;
    readonly title: string;
    readonly detail: string;
    /** At the most; absent where nothing is known about it. */
    readonly seconds?: number;
    readonly level: Level;
}

/** `pulumi up` will stop before its first change. */
export interface Refusal {
    readonly urn: string;
    /** Input of the component, where there is one. */
    readonly path?: string;
    readonly sentence: string;
}

/** Changes that are harmless apart and not together. */
export interface Danger {
    readonly title: string;
    readonly because: string;
    /** Public issues in which it went wrong. */
    readonly issues: readonly string[];
    /** The two steps to take instead. */
    readonly steps: readonly [string, string];
    readonly level: Level;
}

/** What merging a pull request does to a running stack. */
export interface Review {
    readonly changes: ChangeSet;
    readonly level: Level;
    /** One line; exactly `no changes` when there are none. */
    readonly headline: string;
    readonly refusals: readonly Refusal[];
    readonly dangers: readonly Danger[];
    readonly effects: readonly Effect[];
    readonly rollouts: readonly Rollout[];
    readonly steps: readonly Step[];
    /** Of all steps one after another, those of unknown length left out. */
    readonly duration?: Duration;
    /** What could not be known here, and what a reader has to know about the comparison. */
    readonly notes: readonly string[];
}

/** What a rule is asked about. */
export type Change = ResourceChange;
