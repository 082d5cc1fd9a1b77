import type { ChangeSet } from "../changes/change";
import type { Level } from "./facts/level";
import type { Refusal } from "./facts/refusal";
import type { WholeDuration } from "./facts/step";
import type { Danger, Duration, Step, ToldClients, ToldEffect, ToldFinding, ToldRollout } from "./say/told";

/** What merging a pull request does to a running stack. */
export interface Review {
    readonly changes: ChangeSet;
    readonly level: Level;
    /** What the level says of this review, for a heading. */
    readonly means: string;
    /** One line; exactly `no changes` when there are none. */
    readonly headline: string;
    readonly refusals: readonly Refusal[];
    readonly dangers: readonly Danger[];
    /** What the new program says of itself: capacity and other warnings, whatever changes. */
    readonly findings: readonly ToldFinding[];
    readonly effects: readonly ToldEffect[];
    readonly rollouts: readonly ToldRollout[];
    /** Each client once, of clusters of which their number is known. */
    readonly clients: readonly ToldClients[];
    readonly steps: readonly Step[];
    /** Of all steps one after another, those of unknown length left out. */
    readonly duration?: Duration & WholeDuration;
    /** What could not be known here, and what a reader has to know about the comparison. */
    readonly notes: readonly string[];
}
