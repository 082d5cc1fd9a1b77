import { isDeepStrictEqual } from "node:util";
import { waitUntil } from "../../controlPlane/waitUntil";
import { recordTimeline, type TimelineEntry } from "../timeline";
import { withoutBlinks } from "./blinks";
import type { Scenario } from "./scenario";
import { SetNames } from "./setNames";
import { settled } from "./settled";
import { INSTANCE_NAME, objectOf, type Stage } from "./stage";
import { countedFromFirst, readRecording, type State, statesOf } from "./state";
import { type OrderedStep, stepsOf } from "./steps";

export interface Played {
    readonly recorded: readonly OrderedStep[];
    readonly observed: readonly OrderedStep[];
    /** What the recording settles in, and what ours did. */
    readonly recordedEnd: object;
    readonly observedEnd: object;
    readonly entries: readonly TimelineEntry[];
    /** What `look` found at the end of the scenario. */
    readonly found: unknown;
}

const DEFAULT_HOLD_SECONDS = 1.5;
/** On a busy machine, and for the stages of evacuations that the recordings do not have. */
const SPARE_SECONDS = 150;

/**
 * Plays scenarios one after the other, each until it has settled where its recording has, or for much longer than that
 * took. `recording` gives the text of each, `look` is called at the end of each.
 */
export function play(
    stage: Stage,
    scenarios: readonly Scenario[],
    recording: (name: string) => string,
    look: (scenario: string) => Promise<unknown>,
): Map<string, Promise<Played>> {
    const names = { recorded: new SetNames(), observed: new SetNames() };
    const timeline = recordTimeline(stage.kubeconfig, {
        namespace: stage.namespace,
        instance: INSTANCE_NAME,
        apiVersion: stage.line.apiVersion,
    });

    async function playOne(scenario: Scenario): Promise<Played> {
        const { entries } = await timeline;
        await waitUntil("a first sample", 10_000, async () => entries.length > 0 || undefined);
        const first = entries.length - 1;
        const recordedStates = countedFromFirst(readRecording(recording(scenario.name)));
        const ordered = (states: readonly State[], of: SetNames) =>
            stepsOf(withoutBlinks(states), of).filter(({ what }) => !scenario.leftToTiming?.includes(what));
        const recorded = ordered(recordedStates, names.recorded);
        const recordedEnd = settled(recordedStates.at(-1) as State, names.recorded);
        const own = () => countedFromFirst(statesOf(entries.slice(first)));
        await change(stage, scenario.spec);
        if (scenario.meanwhile !== undefined) {
            const { when, spec, afterSeconds = 0 } = scenario.meanwhile;
            const comes = async () => own().some(when) || undefined;
            await waitUntil(`${scenario.name} is so far`, SPARE_SECONDS * 1000, comes);
            await new Promise((resolve) => setTimeout(resolve, afterSeconds * 1000));
            await change(stage, spec);
        }
        const took = (recordedStates.at(-1) as State).t;
        const observedEnd = () => {
            const states = own();
            for (const state of states) names.observed.learn(state);
            return settled(states.at(-1) as State, names.observed);
        };
        const settles = () => isDeepStrictEqual(observedEnd(), recordedEnd);
        await holds(settles, scenario.holdSeconds ?? DEFAULT_HOLD_SECONDS, took + SPARE_SECONDS);
        return {
            recorded,
            observed: ordered(own(), names.observed),
            recordedEnd,
            observedEnd: observedEnd(),
            entries: entries.slice(first),
            found: await look(scenario.name),
        };
    }

    const played = new Map<string, Promise<Played>>();
    let before: Promise<Played | undefined> = Promise.resolve(undefined);
    for (const scenario of scenarios) {
        const own = before.then((previous) => {
            if (previous && !isDeepStrictEqual(previous.observedEnd, previous.recordedEnd)) {
                throw new Error("not played: the scenario before it has to settle as recorded first");
            }
            return playOne(scenario);
        });
        // Whoever asks for it gets the error; until somebody does it is not unhandled.
        own.catch(() => {});
        played.set(scenario.name, own);
        before = own;
    }
    before.catch(() => {}).then(async () => (await timeline).stop());
    return played;
}

async function change(stage: Stage, spec: Scenario["spec"]): Promise<void> {
    const { kube } = stage;
    const object = objectOf(stage);
    // The operator writes the whole object and owns what it wrote.
    if (spec === undefined) await kube.delete(object);
    else await kube.apply({ ...object, spec }, { force: true });
}

/**
 * Until the condition has held for some time; gives up silently, since the comparison tells more than a timeout
 * would.
 */
async function holds(condition: () => boolean, seconds: number, limitSeconds: number): Promise<void> {
    const limit = Date.now() + limitSeconds * 1000;
    let since: number | undefined;
    while (Date.now() < limit) {
        if (!condition()) since = undefined;
        else since ??= Date.now();
        if (since !== undefined && Date.now() - since >= seconds * 1000) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
