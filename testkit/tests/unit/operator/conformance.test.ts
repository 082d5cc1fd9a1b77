import * as assert from "node:assert/strict";
import { dataText } from "../../../data";
import { compareOrder } from "../../../operator/conformance/compareOrder";
import { SetNames } from "../../../operator/conformance/setNames";
import { readRecording, type State } from "../../../operator/conformance/state";
import { stepsOf } from "../../../operator/conformance/steps";

/** What the comparison finds wrong with a recording that somebody altered. */
function problems(recorded: readonly State[], altered: readonly State[]): string[] {
    return compareOrder(stepsOf(recorded, new SetNames()), stepsOf(altered, new SetNames()));
}

describe("comparing a timeline with a recording of the real operator", () => {
    let image: State[];
    let enterprise: State[];

    const recording = (name: string) => dataText("recordings", "operator-2.2", `${name}.jsonl`);

    before(() => {
        // The numbers of sets follow from what was there before: cores and replicants number 1, then 2.
        image = readRecording(recording("image"));
        enterprise = readRecording(recording("enterprise-image"));
    });

    const from = (states: readonly State[], i: number, change: (state: State) => State) =>
        states.map((state, at) => (at >= i ? change(state) : state));
    const withSet = (state: State, name: string, values: object): State => ({
        ...state,
        sets: { ...state.sets, [name]: { ...state.sets[name]!, ...values } },
    });
    const withConditions = (state: State, change: (conditions: readonly string[]) => string[]): State =>
        state.emqx === undefined
            ? state
            : { ...state, emqx: { ...state.emqx, conditions: change(state.emqx.conditions) } };
    const isAvailable = ({ emqx }: State) => emqx?.conditions[0] === "Available";

    it("finds nothing in the recording itself, whatever it is called and however long it took", () => {
        assert.deepEqual(problems(image, image), []);
        const slower = image.map((state) => ({ ...state, t: state.t * 3 }));
        assert.deepEqual(problems(image, slower), []);
        const renamed = JSON.parse(
            JSON.stringify(image).replaceAll("664cd686c8", "aaa").replaceAll("55485d985c", "bbb"),
        );
        assert.deepEqual(problems(image, renamed), []);
    });

    it("finds replicants that are replaced before the new cores are ready", () => {
        const [made] = Object.entries(image.at(-1)!.sets).find(
            ([name, { image: of }]) => name.includes("replicant") && of.endsWith("5.7.2"),
        )!;
        const fresh = { ...image.at(-1)!.sets[made]!, ready: 0 };
        const early = image.map((state, i) =>
            i > 0 && state.sets[made] === undefined ? withSet(state, made, fresh) : state,
        );
        assert.ok(
            problems(image, early).includes(
                `"${`replicant 2 made with ${fresh.image}`}" came before "core 2 all ready"`,
            ),
        );
    });

    it("finds old pods that go on serving", () => {
        const first = image.findIndex(isAvailable);
        const serving = from(image, first, (state) => withSet(state, "emqx-core-664cd686c8", { ready: 3 }));
        assert.deepEqual(problems(image, serving), ["did not happen: core 1 none ready"]);
    });

    it("finds old pods that stop serving before the new ones are all there", () => {
        const first = image.findIndex((state) => Object.keys(state.sets).length === 4);
        const dark = from(image, first, (state) => withSet(state, "emqx-core-664cd686c8", { ready: 0 }));
        assert.ok(problems(image, dark).includes('"core 1 none ready" came before "replicant 2 all ready"'));
    });

    it("finds old cores that go before old replicants", () => {
        const first = image.findIndex(isAvailable) + 2;
        const early = from(image, first, (state) => withSet(state, "emqx-core-664cd686c8", { want: 0 }));
        const found = problems(image, early);
        assert.ok(found.includes('"core 1 wants 0" came before "replicant 1 wants 1"'), found.join("\n"));
    });

    it("finds a Ready that never went, and one that came too early", () => {
        const always = image.map((state) =>
            withConditions(state, (all) => ["Ready", ...all.filter((type) => type !== "Ready")]),
        );
        assert.ok(problems(image, always).includes("did not happen: Ready removed"));
        const first = image.findIndex(isAvailable) + 3;
        const early = from(image, first, (state) =>
            withConditions(state, (all) => ["Ready", ...all.filter((type) => type !== "Ready")]),
        );
        assert.ok(problems(image, early).includes('"Ready set" came before "core 1 wants 0"'));
    });

    it("finds a set too many", () => {
        const last = image.length - 1;
        const more = from(image, last, (state) =>
            withSet(state, "emqx-core-ffff", { kind: "StatefulSet", image: "x", want: 1, pods: 0, ready: 0 }),
        );
        assert.ok(problems(image, more).includes("happened and should not: core 3 made with x"));
    });

    it("finds an evacuation that was left out", () => {
        const none = enterprise.map((state) => ({ ...state, emqx: { ...state.emqx!, evacuating: [] } }));
        assert.ok(problems(enterprise, none).includes("did not happen: evacuation 1 begins"));
        assert.deepEqual(problems(enterprise, enterprise), []);
    });
});

describe("comparing steps", () => {
    const step = (what: string, at: number, t: number) => ({ what, at, t });
    const blink = (seconds: number) => [step("Ready removed", 1, 1), step("Ready set", 2, 1 + seconds)];

    it("takes no offence at a condition that was gone for the length of a pass", () => {
        assert.deepEqual(compareOrder([], blink(0.6)), []);
        assert.deepEqual(compareOrder(blink(0.6), []), []);
        assert.equal(compareOrder([], blink(5)).length, 2);
        assert.deepEqual(compareOrder([], blink(5).slice(0, 1)), ["happened and should not: Ready removed"]);
    });

    it("lets steps that were seen at the same time come in either order", () => {
        const together = [step("a", 1, 1), step("b", 1, 1)];
        assert.deepEqual(compareOrder(together, [step("b", 1, 1), step("a", 2, 2)]), []);
        const apart = [step("a", 1, 1), step("b", 2, 2)];
        assert.deepEqual(compareOrder(apart, [step("b", 1, 1), step("a", 2, 2)]), ['"b" came before "a"']);
        assert.deepEqual(compareOrder(apart, together), []);
    });
});

describe("steps of a timeline", () => {
    const state = (t: number, want: number, ready: number, conditions: string[]): State => ({
        t,
        sets: { "emqx-core-abc": { kind: "StatefulSet", image: "i", want, pods: want, ready } },
        emqx: {
            conditions,
            generation: 1,
            core: null,
            replicant: null,
            coreNodes: 0,
            replicantNodes: 0,
            evacuating: [],
        },
    });
    const whats = (...states: State[]) => stepsOf(states, new SetNames()).map(({ what }) => what);

    it("leave out how many pods are ready on the way", () => {
        const steps = whats(state(0, 3, 0, []), state(1, 3, 1, []), state(2, 3, 2, []), state(3, 3, 3, []));
        assert.deepEqual(steps, ["core 1 all ready"]);
    });

    it("leave out states that were over at once", () => {
        const steps = whats(state(0, 3, 3, ["Ready"]), state(1, 3, 3, ["A"]), state(1.2, 3, 3, ["Ready"]));
        assert.deepEqual(steps, []);
    });

    it("tell a condition that became the newest again from one that others in front of it left", () => {
        assert.deepEqual(whats(state(0, 1, 1, ["A", "B"]), state(1, 1, 1, ["B", "A"])), ["B newest again"]);
        assert.deepEqual(whats(state(0, 1, 1, ["A", "B"]), state(1, 1, 1, ["B"])), ["A removed"]);
    });

    it("count what happens more than once", () => {
        const steps = whats(state(0, 1, 0, []), state(1, 1, 1, []), state(2, 1, 0, []), state(3, 1, 1, []));
        assert.deepEqual(steps, ["core 1 all ready", "core 1 none ready", "core 1 all ready (time 2)"]);
    });
});
