import assert from "node:assert/strict";
import type { Step, UpResult } from "../engine";
import type { OperatorLine } from "../operator/line";
import type { TimelineEntry } from "../operator/timeline";
import { storyOf } from "./story";
import type { TimedStep } from "./timedStep";
import { type Expected, irregularities } from "./timelines/irregularities";
import { type WantedRollout, wantedRollout } from "./timelines/wantedRollout";

/** One run of a stack and what happened in the cluster meanwhile. */
export interface Change {
    readonly result: Pick<UpResult, "error" | "graph" | "steps" | "messages" | "outputs">;
    readonly entries: readonly TimelineEntry[];
    /** Steps with times in seconds of the timeline. */
    readonly steps: readonly TimedStep[];
    /** How the line of the stack replaces pods. Default: by a second set. */
    readonly rollout?: OperatorLine["rollout"];
}

/** What the run asked EMQX to be. */
export function wantedOf({ result }: Change): WantedRollout {
    return wantedRollout(result.graph);
}

/** The run ended well, and nothing happened on the way that should not have. */
export function assertOrderly(change: Change, expected: Expected): void {
    if (change.result.error !== undefined) throw change.result.error;
    const found = irregularities(change.entries, change.steps, wantedOf(change), expected, change.rollout);
    if (found.length > 0) console.log(storyOf(change.entries, change.steps));
    assert.deepEqual(found, [], "the timeline shows what must not happen");
}

/** Names of what was not left as it was, with what was done to it. */
export function moved({ steps }: Pick<Change, "steps">): Record<string, Step["op"]> {
    return Object.fromEntries(steps.filter(({ op }) => op !== "same").map(({ name, op }) => [name, op]));
}
