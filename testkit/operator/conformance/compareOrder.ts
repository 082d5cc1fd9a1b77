import { ONE_PASS_SECONDS } from "./blinks";
import type { OrderedStep } from "./steps";

/**
 * How what was observed contradicts what was recorded: a step that only one of them has, or two steps that came
 * in the other order. Steps that one of them saw at the same time may have come in either order in the other. A step that both have, but
 * one of them for so short that it does not count (`brief`), is none that only one has.
 */
export function compareOrder(
    recorded: readonly OrderedStep[],
    observed: readonly OrderedStep[],
    brief: Brief = NONE,
): string[] {
    const observedAt = new Map(observed.map(({ what, at }) => [what, at]));
    const inBoth = recorded.filter(({ what }) => observedAt.has(what));
    return [
        ...onlyIn(recorded, observed)
            .filter(({ what }) => !brief.observed.includes(what))
            .map(({ what }) => `did not happen: ${what}`),
        ...onlyIn(observed, recorded)
            .filter(({ what }) => !brief.recorded.includes(what))
            .map(({ what }) => `happened and should not: ${what}`),
        ...inBoth.flatMap((first) =>
            inBoth
                .filter((second) => first.at < second.at && !isOneMoment(first, second))
                .filter(({ what }) => observedAt.get(what)! < observedAt.get(first.what)!)
                .map((second) => `"${second.what}" came before "${first.what}"`),
        ),
    ];
}

/** Of several readings of what was recorded and observed, those two that contradict each other least. */
export function likest(
    recorded: readonly (readonly OrderedStep[])[],
    observed: readonly (readonly OrderedStep[])[],
    brief: Brief = NONE,
): { readonly recorded: readonly OrderedStep[]; readonly observed: readonly OrderedStep[] } {
    const pairs = recorded.flatMap((one) => observed.map((other) => ({ recorded: one, observed: other })));
    const problems = pairs.map((pair) => compareOrder(pair.recorded, pair.observed, brief).length);
    const least = pairs[problems.indexOf(Math.min(...problems))];
    if (least === undefined) throw new Error("nothing to compare");
    return least;
}

/** A pass sets conditions before or after what it does: which of them a sample sees first is chance. */
function isOneMoment(first: OrderedStep, second: OrderedStep): boolean {
    const isCondition = [first, second].some(({ what }) => /^\w+ (?:set|removed|newest again)/.test(what));
    return isCondition && second.t - first.t < SAMPLES_SECONDS;
}

const SAMPLES_SECONDS = 0.8;

interface Brief {
    readonly recorded: readonly string[];
    readonly observed: readonly string[];
}

const NONE: Brief = { recorded: [], observed: [] };

function onlyIn(some: readonly OrderedStep[], others: readonly OrderedStep[]): OrderedStep[] {
    const known = new Set(others.map(({ what }) => what));
    const own = some.filter(({ what }) => !known.has(what));
    const isBlink = (step: OrderedStep) => {
        if (step.what.includes(" newest again")) return isSoonOver(step, some);
        const [, type, change] = /^(\w+) (removed|set)$/.exec(step.what) ?? [];
        if (type === undefined) return false;
        const counterpart = own.find(
            ({ what }) => what === `${type} ${change === "set" ? "removed" : "set"}`,
        );
        if (counterpart === undefined) return false;
        const [removed, set] = change === "set" ? [counterpart, step] : [step, counterpart];
        return removed.at < set.at && set.t - removed.t < ONE_PASS_SECONDS;
    };
    return own.filter((step) => !isBlink(step) && !isPassing(step, some));
}

/** What a condition that is kept for good says for the length of a pass. */
function isPassing({ what, t }: OrderedStep, all: readonly OrderedStep[]): boolean {
    const [, type] = /^(\w+) (?:True|False) /.exec(what) ?? [];
    if (type === undefined) return false;
    const next = all.find((step) => step.t > t && step.what.startsWith(`${type} `));
    return next !== undefined && next.t - t < ONE_PASS_SECONDS;
}

/** Another condition became the newest within a pass. */
function isSoonOver({ at, t }: OrderedStep, steps: readonly OrderedStep[]): boolean {
    const next = steps.find((step) => step.at > at && / (?:set|newest again)/.test(step.what));
    return next !== undefined && next.t - t < ONE_PASS_SECONDS;
}

/** For messages: a line a state. */
export function printSteps(steps: readonly OrderedStep[]): string {
    const lines = new Map<number, string[]>();
    for (const { what, at } of steps) lines.set(at, [...(lines.get(at) ?? []), what]);
    return [...lines.values()].map((line) => `  ${line.join("; ")}`).join("\n");
}
