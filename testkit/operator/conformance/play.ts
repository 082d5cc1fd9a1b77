import { isDeepStrictEqual } from "node:util";
import { waitUntil } from "../../controlPlane/waitUntil";
import { recordTimeline, type TimelineEntry } from "../timeline";
import { PASS_SECONDS, withoutBlinks } from "./blinks";
import { likest } from "./compareOrder";
import { placedOn, recordedPlacement } from "./placement";
import type { Deed, Scenario } from "./scenario";
import { SetNames } from "./setNames";
import { settled } from "./settled";
import { INSTANCE_NAME, objectOf, type Stage } from "./stage";
import { countedFromFirst, readRecording, type State, statesOf } from "./state";
import { everyStepOf, type OrderedStep, stepsOf } from "./steps";

export interface Played {
    readonly recorded: readonly OrderedStep[];
    readonly observed: readonly OrderedStep[];
    /** All that either of them has, however shortly. */
    readonly brief: { readonly recorded: readonly string[]; readonly observed: readonly string[] };
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
 * took. `recording` gives the text of each, `look` is called at the end of each; nothing begins before `after`.
 */
export function play(
    stage: Stage,
    scenarios: readonly Scenario[],
    recording: (name: string) => string,
    look: (scenario: string) => Promise<unknown>,
    after: Promise<unknown> = Promise.resolve(),
): { readonly played: Map<string, Promise<Played>>; readonly over: Promise<unknown> } {
    const names = { recorded: new SetNames(), observed: new SetNames() };
    const begun = after.then(async () => stage.own?.begin());
    const record = () =>
        recordTimeline(stage.kubeconfig, {
            namespace: stage.namespace,
            instance: INSTANCE_NAME,
            apiVersion: stage.line.apiVersion,
        });
    const timeline = begun.then(record);

    async function playOne(scenario: Scenario): Promise<Played> {
        const { entries } = await timeline;
        await waitUntil("a first sample", 10_000, async () => entries.length > 0 || undefined);
        const first = entries.length - 1;
        const reading = stage.reading ?? ((states) => states);
        const own = () => reading(countedFromFirst(statesOf(entries.slice(first))));
        const { untilState } = scenario;
        const recordedStates =
            untilState === undefined
                ? reading(countedFromFirst(readRecording(recording(scenario.name))))
                : [];
        const ordered = (states: readonly State[], of: SetNames) =>
            PASS_SECONDS.map((seconds) =>
                stepsOf(withoutBlinks(states, seconds), of).filter(
                    ({ what }) => !scenario.leftToTiming?.includes(what) && !stage.leftToPace?.test(what),
                ),
            );
        const recorded = ordered(recordedStates, names.recorded);
        const recordedLast = recordedStates.at(-1);
        const recordedEnd = recordedLast === undefined ? {} : settled(recordedLast, names.recorded);
        if (untilState === undefined && stage.own !== undefined && stage.placesClients) {
            const placement = recordedPlacement(recording(scenario.name), names.recorded);
            for (const state of own()) names.observed.learn(state);
            if (placement.size > 0) {
                stage.own.brokers.place(placedOn(entries.at(-1)!, placement, names.observed));
            }
        }
        await doIt(stage, scenario);
        for (const next of [scenario.meanwhile ?? []].flat()) {
            const comes = async () => own().some(next.when) || undefined;
            await waitUntil(`${scenario.name} is so far`, SPARE_SECONDS * 1000, comes);
            await new Promise((resolve) => setTimeout(resolve, (next.afterSeconds ?? 0) * 1000));
            await doIt(stage, next);
        }
        const observedEnd = () => {
            const states = own();
            for (const state of states) names.observed.learn(state);
            return untilState === undefined ? settled(states.at(-1) as State, names.observed) : {};
        };
        const settles = () =>
            untilState === undefined
                ? isDeepStrictEqual(observedEnd(), recordedEnd)
                : untilState(own().at(-1) as State);
        const took = recordedLast?.t ?? 0;
        await holds(settles, scenario.holdSeconds ?? DEFAULT_HOLD_SECONDS, took + SPARE_SECONDS);
        const brief = {
            recorded: everyStepOf(recordedStates, names.recorded),
            observed: everyStepOf(own(), names.observed),
        };
        const result = {
            ...likest(recorded, ordered(own(), names.observed), brief),
            brief,
            recordedEnd,
            observedEnd: observedEnd(),
            entries: entries.slice(first),
            found: untilState === undefined ? await look(scenario.name) : undefined,
        };
        // The recording that comes next knows nothing of what came before it here.
        if (untilState !== undefined) names.observed = new SetNames();
        return result;
    }

    const played = new Map<string, Promise<Played>>();
    let before: Promise<Played | undefined> = begun.then(() => undefined);
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
    const over = before
        .catch(() => {})
        .then(async () => {
            await (await timeline).stop();
            await Promise.all([stage.own?.operator?.stop(), stage.own?.brokers.stop()]);
        })
        .catch(() => {});
    return { played, over };
}

async function doIt(stage: Stage, { spec, act }: Deed): Promise<void> {
    const { kube } = stage;
    const object = objectOf(stage);
    if (act !== undefined) await act(stage);
    // Some operators write the whole object and own what they wrote.
    else if (spec === undefined) await kube.delete(object);
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
