import type { Observation, Warned } from "../line/observation";

/** What the operator tells of a pass that ended early. Source: recordings; the reason of its events. */
const FAILED = "ReconcilerFailed";

/** Seconds by which an event's time may be off, and a retry late. */
const SPARE_SECONDS = 5;

/**
 * Passes that still fail for the object as it is now, the latest last. Retries come with doubling pauses (recorded: 0.3 s to 20 s): for
 * longer than that without a word, and it went through. What was told before the object was last changed is about another one.
 */
export function failing({ warned = [], asked, at = Date.now() }: Observation): Warned[] {
    const failed = warned.filter(({ reason }) => reason === FAILED);
    const [first, last] = [failed[0], failed.at(-1)];
    if (first === undefined || last === undefined) return [];
    const began = Math.min(...failed.map(({ since, at: time }) => since ?? time));
    const next = last.at + 1.5 * (last.at - began) + SPARE_SECONDS * 1000;
    if (at > next) return [];
    return failed.filter((one) => one.at > (asked?.changedAt ?? 0));
}
