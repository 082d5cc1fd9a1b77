import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "../../../../../provider/emqx/lines/line/observation";
import { ROOT } from "../../../../support/cli";
import { observations, type Recorded, type Replay, recorded, watch } from "./recorded";

const FOLDER = "operator-2.3";

/** Seconds that the gate may open after the first line from which nothing changes; five of them are its own hold. */
const LATE = 8;

function goal(replicas = 3): Target {
    return {
        revisions: { core: "new", replicant: "new" },
        replicas: { core: replicas, replicant: replicas },
        version: "",
    };
}

/** The sets that run in the end carry what was sent. */
function byTheEnd(lines: readonly Recorded[]): Replay {
    const last = lines.at(-1)?.sets ?? {};
    return { revisionOf: (name) => ((last[name]?.ready ?? 0) > 0 ? "new" : "old") };
}

const byImage = (image: string): Replay => ({
    revisionOf: (_, set) => (set.image.endsWith(`:${image}`) ? "new" : "old"),
});

/** What was sent, for the recordings that come to an end. */
const ENDING: Readonly<Record<string, (lines: readonly Recorded[]) => { replay: Replay; target?: Target }>> =
    {
        create: (lines) => ({ replay: byTheEnd(lines) }),
        image: (lines) => ({ replay: byTheEnd(lines) }),
        "environment-both": (lines) => ({ replay: byTheEnd(lines) }),
        "spec-changed-mid-rollout": (lines) => ({ replay: byTheEnd(lines) }),
        "replicas-up": (lines) => ({ replay: byTheEnd(lines), target: goal(5) }),
        "replicas-down": (lines) => ({ replay: byTheEnd(lines) }),
        "core-unscheduled-and-revert": (lines) => ({ replay: byTheEnd(lines.slice(-1)) }),
        // The annotation moves with the push: facts of the recordings, section 4.
        "config-runtime": (lines) => ({ replay: { ...byTheEnd(lines), configApplied: (g) => g > 3 } }),
        "config-restart": (lines) => ({ replay: { ...byTheEnd(lines), configApplied: (g) => g > 4 } }),
        "config-and-image": (lines) => ({ replay: byTheEnd(lines) }),
    };

/** Those that stand still until they were given up, or that end with no object. */
const OTHERS = ["image-reverted-mid-rollout", "config-rejected-400", "delete"];

describe("the rollout gate on recordings of operator line 2.3", () => {
    it("is tried on every one of them", () => {
        const names = readdirSync(join(ROOT, "tests/data/recordings", FOLDER))
            .filter((file) => file.includes(".jsonl"))
            .map((file) => file.replace(/\.jsonl(\.gz)?$/, ""));
        assert.deepEqual(names.sort(), [...Object.keys(ENDING), ...OTHERS].sort());
    });

    for (const [name, plan] of Object.entries(ENDING)) {
        it(`opens after ${name} when nothing changes any more, not before`, () => {
            const lines = recorded(FOLDER, name);
            const { replay, target = goal() } = plan(lines);
            // What was before the change is as it was sent before: the gate comes after it.
            const sent = lines.filter(
                ({ emqx }) => emqx?.emqx?.generation !== lines[0]?.emqx?.emqx?.generation,
            );
            const end = watch(observations(sent, replay), target, 60);
            const settled = lines.at(-1)!.t;
            assert.ok(end !== undefined && "done" in end, `ends in ${JSON.stringify(end)}`);
            assert.ok(end.done >= settled, `open at ${end.done}, while things change until ${settled}`);
            assert.ok(end.done <= settled + LATE, `open at ${end.done}, ${settled} was the last change`);
        });
    }

    it("stays shut when an image is taken back while a core is being emptied, and says what holds it up", () => {
        const lines = recorded(FOLDER, "image-reverted-mid-rollout");
        const back = lines.filter(({ t }) => t >= 53.4);
        const end = watch(observations(lines, byImage("5.10.0")).slice(-back.length), goal(), 120);
        assert.ok(end !== undefined && "stall" in end, `ends in ${JSON.stringify(end)}`);
        assert.equal(end.stall, "core being emptied");
        assert.match(end.sentence, /kubectl exec emqx-core-64cb556b5c-1 -c emqx -- emqx ctl rebalance stop/);
    });

    it("would not call that a stall in a rollout that goes on, when cores are emptied last", () => {
        const lines = recorded(FOLDER, "image");
        const seen = observations(lines, byTheEnd(lines));
        assert.ok(seen.some((one) => (one.seen.evacuating ?? []).some((node) => node.includes("-core-"))));
        const end = watch(seen, goal(), 60);
        assert.ok(end !== undefined && "done" in end);
    });

    it("stays shut when EMQX refuses the configuration, and says so", () => {
        const lines = recorded(FOLDER, "config-rejected-400");
        // It was put back with the last line.
        const refused = lines.filter(({ emqx }) => emqx?.emqx?.generation === 8);
        const replay = { ...byTheEnd(lines), configApplied: () => false };
        const end = watch(observations(refused, replay), goal(), 120);
        assert.ok(end !== undefined && "stall" in end, `ends in ${JSON.stringify(end)}`);
        assert.equal(end.stall, "configuration refused");
        assert.match(end.sentence, /failed to update emqx config through API/);
    });

    it("sees nothing done once the object is gone", () => {
        const lines = recorded(FOLDER, "delete");
        const gone = observations(lines, byTheEnd(lines.slice(0, 1))).slice(1);
        assert.equal(watch(gone, goal(), 30), undefined);
    });

    it("opens after the change of lines when the new operator has rolled every pod, not on what the old one said", () => {
        const lines = recorded("from-2.2-to-2.3", "operator-switch-as-v2");
        assert.deepEqual(lines[0]?.emqx?.emqx?.conditions.includes("Ready"), true);
        // One spec, one revision of ours: only the operator's own word tells its sets from the former one's.
        const end = watch(observations(lines, { revisionOf: () => "new" }), goal(), 60);
        assert.ok(end !== undefined && "done" in end, `ends in ${JSON.stringify(end)}`);
        assert.ok(end.done >= 295.4 && end.done <= 295.4 + LATE, `open at ${end.done}`);
    });
});
