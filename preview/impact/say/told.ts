import type { ClientAccount } from "../facts/clients";
import type { DangerFound } from "../facts/danger";
import type { Effect } from "../facts/effect";
import type { Finding } from "../facts/finding";
import type { Rollout } from "../facts/rollout";
import type { OrderedStep } from "../facts/step";
import type { Source } from "./sources";

/** What was found and decided, with the words for it. */

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
export interface ToldEffect extends Effect {
    /** What changes, as a heading: `EMQX image 5.7.1 to 5.7.2`. */
    readonly what: string;
    /** What it does, in sentences: which pods and nodes, in which order, what clients notice. */
    readonly happens: string;
    readonly duration?: Duration;
    readonly back: Back;
    /** The way back is the plain one of an update: the old value is written again. */
    readonly plainBack: boolean;
    /** Data or sessions at risk. */
    readonly data?: string;
    /** What to do otherwise, or to look at. */
    readonly advice?: string;
    readonly sources: readonly Source[];
}

/** An update of the pods of one EMQX cluster. */
export interface ToldRollout {
    readonly facts: Rollout;
    readonly clients: string;
    /** The same in a line. */
    readonly clientsBrief: string;
    /** With what nobody would be cut, where somebody is. */
    readonly remedy?: string;
    readonly sessions: string;
    /** What is needed beside what runs: pods, their IP addresses, room on nodes. */
    readonly surge: string;
    readonly duration: Duration;
    readonly steps: readonly Step[];
}

/** One thing after another. */
export interface Step extends OrderedStep {
    readonly title: string;
    readonly detail: string;
}

/** Changes that are harmless apart and not together. */
export interface Danger extends DangerFound {
    readonly title: string;
    readonly because: string;
    /** Public issues in which it went wrong. */
    readonly issues: readonly string[];
    /** The steps to take instead, two or more. */
    readonly steps: readonly string[];
}

/** What the new program says of itself. */
export interface ToldFinding extends Finding {
    readonly sentence: string;
}

/** What becomes of the clients of one cluster, each counted once. */
export interface ToldClients extends ClientAccount {
    readonly sentence: string;
}
