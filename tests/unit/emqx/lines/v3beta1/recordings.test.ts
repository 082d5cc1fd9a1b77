import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { waitForRollout } from "../../../../../provider/emqx/gate/waitForRollout";
import { WaitFailed } from "../../../../../provider/emqx/gate/watch";
import type { Target } from "../../../../../provider/emqx/lines/line/observation";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { dataText } from "../../../../../testkit/data";
import { type Phase, Recording } from "./recorded";

/** How the gate's wait for each generation of a recording ends. */
type End =
    /** Done, at the earliest when nothing of the recording changes any more. */
    | "done"
    /** Stands still, and a sentence says over what. */
    | { readonly stall: RegExp }
    /** Nothing but its time ends it; the reason is said. */
    | { readonly waits: RegExp }
    /** Never done: the next change comes in its middle. */
    | "not done before the next";

const REJECTED = { stall: /do not take the new configuration.*HTTP 4\d\d/s };
const CLAIMS = { stall: /made with 500Mi, which Kubernetes never changes.*object says 500Mi again/s };
const REVERTED = { stall: /left over from a change that was taken back.*emqx-ack\.io\/again/s };

/** One end for each generation that is sent in a recording. */
const ENDS: Readonly<Record<string, readonly End[]>> = {
    "api-key-secret-without-operator-line": [{ stall: /ends each of its passes early.*bootstrap_api_key/s }],
    "change-while-operator-down": ["done"],
    "config-listener-added": ["done"],
    "config-rejected-400": [REJECTED, "done"],
    "config-rejected-422": [REJECTED, "done"],
    // Repaired after 43 seconds, before it counts as a refusal.
    "config-rejected-503": ["not done before the next", "done"],
    "config-rejected-with-image": [REJECTED, "done"],
    "config-restart": ["done"],
    "config-runtime": ["done"],
    "config-runtime-remove": ["done"],
    "config-slow-with-image": ["done"],
    "core-storage-size": [CLAIMS, "done"],
    "core-storage-size-with-image": [CLAIMS, "done"],
    "core-template-label-only": ["done"],
    "core-unscheduled-and-revert": ["not done before the next", "done"],
    "cores-only-image": ["done"],
    "cores-only-replicas-down": ["done"],
    "cores-only-replicas-up-again": ["done"],
    "cores-only-to-replicants": ["done"],
    create: ["done"],
    "create-cores-only": ["done"],
    "environment-both": ["done"],
    "environment-replicants": ["done"],
    "evacuation-disabled-image": ["done"],
    image: ["done"],
    "image-maxunavailable-67-percent": ["done"],
    "image-reverted-mid-rollout-stuck": ["not done before the next", REVERTED],
    "image-surge1-unavailable0": ["done"],
    "new-image-does-not-boot": ["not done before the next", REVERTED],
    "node-unreachable-in-evacuation": ["done"],
    "operator-killed-mid-rollout": ["done"],
    "replicant-unscheduled-and-revert": ["not done before the next", REVERTED],
    "replicants-to-cores-only": ["done"],
    "replicas-down-cores": ["done"],
    "replicas-down-replicants": ["done"],
    "replicas-up": ["done"],
    "secrets-made-before": ["done"],
    "single-core-image": ["done"],
    "spec-changed-mid-rollout": ["not done before the next", "done"],
    "strategy-only": ["done"],
    "stuck-after-revert-then-new-template": ["done"],
};

/** Nothing is sent in these; each has a test of its own. */
const NOTHING_SENT = [
    "core-unreachable-steady",
    "delete",
    "every-write-1",
    "every-write-2",
    "pod-killed-while-ready",
];

/** The gate looks every 2 seconds, and what is done has to last 3. */
const LATEST_SECONDS = 6;

describe("the gate on recordings of operator 3.0", () => {
    it("knows them all", () => {
        const folder = join(__dirname, "../../../../data/recordings/operator-3.0");
        const all = readdirSync(folder).filter((file) => file.endsWith(".jsonl.gz"));
        assert.deepEqual(
            all.map((file) => file.replace(".jsonl.gz", "")).sort(),
            [...Object.keys(ENDS), ...NOTHING_SENT].sort(),
        );
    });

    for (const [name, ends] of Object.entries(ENDS)) {
        const recording = new Recording(name);
        const phases = recording.phases();
        it(`ends ${name} as it should, whenever it looks first`, async () => {
            assert.equal(phases.length, ends.length, "an end for each generation that is sent");
            for (const [i, phase] of phases.entries()) {
                for (const offset of [0, 0.4, 0.9, 1.3, 1.9]) {
                    checkEnd(ends[i] as End, await gate(recording, phase, offset), phase, recording);
                }
            }
        });
    }
});

function checkEnd(
    end: End,
    ended: Ended,
    { until, generation }: Phase,
    { end: last, name }: Recording,
): void {
    const what = `${name}, generation ${generation}: ${JSON.stringify(ended)}, last change at ${last}`;
    if (end === "not done before the next") {
        assert.ok(ended.kind === "failed" ? ended.at >= until : ended.at > until, what);
        return;
    }
    if (end === "done") {
        assert.ok(ended.kind === "done", what);
        assert.ok(ended.at >= last, `early: ${what}`);
        assert.ok(ended.at <= last + LATEST_SECONDS, `late: ${what}`);
        return;
    }
    assert.ok(ended.kind === "failed", what);
    assert.match(ended.says, "stall" in end ? end.stall : end.waits, what);
    if ("stall" in end) assert.ok(ended.at < until, `only after the next change: ${what}`);
}

interface Ended {
    readonly kind: "done" | "failed";
    /** Seconds of the recording. */
    readonly at: number;
    readonly says: string;
}

/** The gate itself, on the recording's clock. */
async function gate(recording: Recording, { from, target }: Phase, offset: number): Promise<Ended> {
    let seconds = from + offset;
    const watch = {
        report: () => {},
        warn: () => {},
        now: () => seconds * 1000,
        sleep: async (milliseconds: number) => {
            seconds += milliseconds / 1000;
        },
    };
    const access = {
        observe: async () => recording.at(seconds, target),
        lastWords: async () => undefined,
        growClaim: async () => undefined,
        retire: async () => {
            throw new Error("nothing is left over that could be removed");
        },
    };
    const goal = {
        line: v3beta1,
        namespace: "mqtt",
        instance: "emqx",
        target,
        changes: true,
        timeoutSeconds: 600,
    };
    try {
        await waitForRollout(goal, access, watch);
        return { kind: "done", at: seconds, says: "" };
    } catch (error) {
        if (!(error instanceof WaitFailed)) throw error;
        return { kind: "failed", at: seconds, says: error.message };
    }
}

/** Without the gate: what is decided from the object and its sets at each second. */
function doneAt(recording: Recording, seconds: number, target: Target): boolean {
    return v3beta1.done(recording.at(seconds, target), target).done;
}

describe("a cluster of operator 3.0 that nobody changes", () => {
    const target = (recording: Recording): Target => {
        const { sets } = recording.at(recording.end, NOTHING);
        const [core, replicant] = (["core", "replicant"] as const).map((role) =>
            sets.find((set) => set.role === role && set.wanted > 0),
        );
        return {
            revisions: { core: core?.revision ?? "", replicant: replicant?.revision ?? "" },
            replicas: { core: core?.wanted ?? 0, replicant: replicant?.wanted ?? 0 },
            version: "",
        };
    };

    for (const name of ["core-unreachable-steady", "pod-killed-while-ready"]) {
        it(`is as it should be only while all of its pods are: ${name}`, () => {
            const recording = new Recording(name);
            const goal = target(recording);
            let away = 0;
            for (let seconds = 0; seconds <= recording.end; seconds += 0.5) {
                const { sets } = recording.at(seconds, goal);
                const whole = sets.every(({ ready, wanted }) => ready === wanted);
                if (!whole) away++;
                // Ready stays true for up to half a minute: the sets tell.
                if (!whole) assert.ok(!doneAt(recording, seconds, goal), `${name} at ${seconds}`);
            }
            assert.ok(away > 0, "a pod was away");
            assert.ok(doneAt(recording, recording.end, goal));
        });
    }

    it("is told to be gone when it was deleted", () => {
        const recording = new Recording("delete");
        assert.equal(recording.at(recording.end, NOTHING).missing, true);
    });

    it("is never called done by conditions alone for as long as they have to last: every write of its object", () => {
        let windows = 0;
        for (const file of ["every-write-1", "every-write-2"]) {
            const writes = dataText("recordings", "operator-3.0", `${file}.jsonl`)
                .trim()
                .split("\n")
                .map((line) => JSON.parse(line));
            let since: number | undefined;
            let generation: number | undefined;
            for (const { wall, generation: now, detail = {} } of writes) {
                const is = (type: string, status: string) =>
                    detail[type]?.[0] === status && detail[type]?.[2] === now;
                const good =
                    is("Ready", "True") &&
                    is("ConfigApplied", "True") &&
                    is("CoreNodesProgressing", "False") &&
                    (detail.ReplicantNodesProgressing === undefined ||
                        is("ReplicantNodesProgressing", "False"));
                // Good, and then not any more at the same generation: the operator had not looked at the sets yet.
                if (!good && since !== undefined && generation === now && isRollout(detail)) {
                    windows++;
                    assert.ok(
                        wall - since < v3beta1.holdSeconds,
                        `${file}: ${wall - since} s at generation ${now}`,
                    );
                }
                if (!good) since = undefined;
                else if (since === undefined || generation !== now) since = wall;
                generation = now;
            }
        }
        assert.ok(windows > 10, `${windows} windows`);
    });
});

const NOTHING: Target = {
    revisions: { core: "", replicant: "" },
    replicas: { core: 0, replicant: 0 },
    version: "",
};

/** Progress that the operator says of itself; else a pod is ill, and nothing rolls out. */
function isRollout(detail: Record<string, readonly unknown[]>): boolean {
    return ["CoreNodesProgressing", "ReplicantNodesProgressing"].some((type) => detail[type]?.[0] === "True");
}
