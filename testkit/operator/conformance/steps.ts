import type { EmqxEntry, SetEntry } from "../timelineEntry";
import type { SetNames } from "./setNames";
import type { State } from "./state";

/** Something that happened, and in which of the states that lasted; several may have come with the same state. */
export interface OrderedStep {
    readonly what: string;
    readonly at: number;
    /** When that state began, in seconds. */
    readonly t: number;
}

/** States that were over sooner than this are left out: whether a sample met them is chance. */
const LASTING_SECONDS = 0.45;

/**
 * What happened from state to state:
 * - a set appears, goes, wants another number of pods; all that it wants are ready, none is ready any more;
 * - a condition appears, goes, or becomes the newest again; one that is kept for good says something else, or of another generation;
 * - the generation moves; the set asked for and the set in charge change;
 * - an evacuation begins, is done, is over.
 *
 * Not among it, since it depends on timing alone: how many pods of a set exist or are ready in between, counters
 * of the status on their way (the settled state has them), when the very first set is noted as the one in charge
 * (by whichever pass first gets an answer from a broker), and states shorter than half a pass. Nor are the
 * stages of an evacuation between "evicting_conns" and "prohibiting": the brokers behind the recordings had none.
 */
export function stepsOf(states: readonly State[], names: SetNames): OrderedStep[] {
    for (const state of states) names.learn(state);
    return numbered(lastingStates(states, names), names);
}

/** The same without leaving any state out. */
export function everyStepOf(states: readonly State[], names: SetNames): string[] {
    for (const state of states) names.learn(state);
    return numbered(states, names).map(({ what }) => what);
}

function numbered(states: readonly State[], names: SetNames): OrderedStep[] {
    const evacuated: string[] = [];
    const counts = new Map<string, number>();
    return states.slice(1).flatMap((state, i) =>
        differences(states[i] as State, state, names, evacuated).map((what) => {
            const times = (counts.get(what) ?? 0) + 1;
            counts.set(what, times);
            return { what: times === 1 ? what : `${what} (time ${times})`, at: i + 1, t: state.t };
        }),
    );
}

function lastingStates(states: readonly State[], names: SetNames): State[] {
    const changed = states.filter(
        (state, i) => i === 0 || differences(states[i - 1] as State, state, names, []).length > 0,
    );
    return changed.filter((state, i) => {
        const next = changed[i + 1];
        return i === 0 || next === undefined || next.t - state.t >= LASTING_SECONDS;
    });
}

function differences(before: State, after: State, names: SetNames, evacuated: string[]): string[] {
    return [
        ...setSteps(before, after, names),
        ...conditionSteps(before.emqx?.conditions ?? [], after.emqx?.conditions ?? []),
        ...detailSteps(before.emqx?.detail ?? {}, after.emqx?.detail ?? {}),
        ...objectSteps(before.emqx, after.emqx, names),
        ...evacuationSteps(before.emqx, after.emqx, evacuated),
    ];
}

function setSteps(before: State, after: State, names: SetNames): string[] {
    return [...new Set([...Object.keys(before.sets), ...Object.keys(after.sets)])].flatMap((name) => {
        const [from, to] = [before.sets[name], after.sets[name]];
        const set = names.ofSet(name);
        if (to === undefined) return [`${set} gone`];
        const steps: string[] = [];
        if (from === undefined) steps.push(`${set} made with ${to.image}`);
        if (from?.want !== to.want) steps.push(`${set} wants ${to.want}`);
        if (!isUp(from) && isUp(to)) steps.push(`${set} all ready`);
        if (from !== undefined && from.ready > 0 && to.ready === 0) steps.push(`${set} none ready`);
        return steps;
    });
}

function isUp(set: SetEntry | undefined): boolean {
    return set !== undefined && set.want > 0 && set.ready >= set.want;
}

function conditionSteps(before: readonly string[], after: readonly string[]): string[] {
    const newest = after[0];
    const isAgain = newest !== undefined && before.includes(newest) && wasBehindOthers(before, after, newest);
    return [
        ...after.filter((type) => !before.includes(type)).map((type) => `${type} set`),
        ...before.filter((type) => !after.includes(type)).map((type) => `${type} removed`),
        ...(isAgain ? [`${newest} newest again`] : []),
    ];
}

/** Conditions in front of it that only went away do not make it newer. */
function wasBehindOthers(before: readonly string[], after: readonly string[], type: string): boolean {
    return before.slice(0, before.indexOf(type)).some((other) => after.includes(other));
}

type Detail = NonNullable<EmqxEntry["detail"]>;

function detailSteps(before: Detail, after: Detail): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((type) => {
        const [was, is] = [before[type], after[type]].map(
            (said) => said && `${type} ${said[0]} ${said[1]} of ${said[2]}`,
        );
        if (was === is) return [];
        return [is ?? `${type} gone`];
    });
}

function objectSteps(before: EmqxEntry | undefined, after: EmqxEntry | undefined, names: SetNames): string[] {
    if (before === undefined && after === undefined) return [];
    if (after === undefined) return ["object gone"];
    const steps =
        before === undefined
            ? ["object there"]
            : before.generation === after.generation
              ? []
              : [`generation ${after.generation}`];
    for (const role of ["core", "replicant"] as const) {
        for (const [key, what] of [
            ["updateRevision", "asked for"],
            ["currentRevision", "in charge"],
        ] as const) {
            const [from, to] = [before?.[role]?.[key], after[role]?.[key]];
            const isFirst = key === "currentRevision" && from === undefined;
            if (to !== undefined && from !== to && !isFirst) {
                steps.push(`${names.ofHash(String(to))} ${what}`);
            }
        }
    }
    return steps;
}

function evacuationSteps(
    before: EmqxEntry | undefined,
    after: EmqxEntry | undefined,
    evacuated: string[],
): string[] {
    const [from, to] = [new Map(before?.evacuating ?? []), new Map(after?.evacuating ?? [])];
    return [...new Set([...from.keys(), ...to.keys()])].flatMap((node) => {
        if (!evacuated.includes(node)) evacuated.push(node);
        const evacuation = `evacuation ${evacuated.indexOf(node) + 1}`;
        const [was, is] = [from.get(node), to.get(node)];
        if (is === undefined) return [`${evacuation} over`];
        if (was === undefined) return [`${evacuation} begins`];
        return was !== is && is === "prohibiting" ? [`${evacuation} done`] : [];
    });
}
