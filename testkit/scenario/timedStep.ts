import type { Step } from "../engine";

/** A step with its times in seconds of the timeline. */
export interface TimedStep extends Step {
    readonly at: number;
    readonly until: number;
}

export function timed(steps: readonly Step[], began: number): TimedStep[] {
    return steps.map((step) => ({
        ...step,
        at: (step.started - began) / 1000,
        until: (step.ended - began) / 1000,
    }));
}
