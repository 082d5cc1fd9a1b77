import type { TimelineEntry } from "../operator/timeline";
import type { Stack, StackArgs } from "./stack";
import { type TimedStep, timed } from "./timedStep";

/** A run that has to fail, and what happened meanwhile. */
export interface Attempt {
    readonly error: string;
    readonly entries: readonly TimelineEntry[];
    readonly steps: readonly TimedStep[];
}

/** Runs a change in a process of its own, so that several can wait for their failure at once. */
export async function attempt(stack: Stack, args: StackArgs): Promise<Attempt> {
    const timeline = await stack.record();
    const run = stack.startUp(args);
    try {
        const { error } = await run.end;
        if (error === undefined) throw new Error(`the change of stack ${stack.name} was expected to fail`);
        await timeline.stop();
        return { error, entries: timeline.entries, steps: timed(run.steps, timeline.began) };
    } finally {
        await run.kill();
        await timeline.stop();
    }
}
