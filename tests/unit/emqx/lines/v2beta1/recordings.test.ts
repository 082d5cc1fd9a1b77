import { strict as assert } from "node:assert";
import { done as assess } from "../../../../../provider/emqx/lines/blueGreen/done";
import type { NodeSet, Observation, Target } from "../../../../../provider/emqx/lines/line/observation";
import { dataText } from "../../../../../testkit/data";

/** A line of a recording of the real operator: what changed, second by second. */
interface Recorded {
    readonly t: number;
    readonly sets: Record<string, { kind: string; image: string; want: number; pods: number; ready: number }>;
    readonly emqx: { emqx?: { conditions: string[] } };
}

/**
 * Recordings have no annotations of ours: the image stands for the revision. Nor do they tell a pod that never came up
 * from one that left the load balancer with its clients: a set that was never ready has the former.
 */
function observations(recording: string): { t: number; seen: Observation; images: string[] }[] {
    const lines = dataText("recordings", "operator-2.2", `${recording}.jsonl`).trim().split("\n");
    const wasReady = new Set<string>();
    return lines.map((line) => {
        const { t, sets, emqx }: Recorded = JSON.parse(line);
        const all = Object.entries(sets).map(([name, s]): NodeSet => {
            if (s.ready > 0) wasReady.add(name);
            const pods = Array.from({ length: s.pods }, (_, i) => ({
                name: `${name}-${i}`,
                revision: s.image,
                containersReady: wasReady.has(name),
                ready: i < s.ready,
            }));
            const role = s.kind === "StatefulSet" ? "core" : "replicant";
            return { name, role, revision: s.image, wanted: s.want, ready: s.ready, pods };
        });
        const ready = emqx.emqx?.conditions.includes("Ready") ?? false;
        return {
            t,
            seen: { ready, configApplied: true, sets: all, nodes: [] },
            images: all.map((s) => s.revision ?? ""),
        };
    });
}

function goal(image: string, replicants = 3): Target {
    return {
        revisions: { core: image, replicant: image },
        replicas: { core: 3, replicant: replicants },
        version: "",
    };
}

/** Seconds at which the gate would open, in order. */
function open(recording: string, target: Target): number[] {
    return observations(recording)
        .filter(({ seen }) => assess(seen, target).done)
        .map(({ t }) => t);
}

describe("the rollout gate on recordings of the real operator", () => {
    it("opens on a create when the operator is done, and not before", () => {
        const all = observations("create");
        assert.deepEqual(open("create", goal("emqx/emqx:5.7.1")), [all.at(-1)?.t]);
    });

    it("stays shut through a whole image change, although Ready is stale at first", () => {
        const all = observations("image");
        assert.ok(all[0]?.seen.ready, "the recording begins with a Ready of the old spec");
        assert.deepEqual(open("image", goal("emqx/emqx:5.7.2")), [all.at(-1)?.t]);
    });

    it("stays shut while Enterprise evacuates its clients", () => {
        const all = observations("enterprise-image");
        const image = [...new Set(all.at(-1)?.images)].at(-1) as string;
        const newest = all.at(-1)?.seen.sets.find((s) => s.ready > 0)?.revision ?? image;
        assert.deepEqual(open("enterprise-image", goal(newest)), [all.at(-1)?.t]);
    });

    it("stays shut for good when a core cannot be scheduled", () => {
        assert.deepEqual(open("core-unschedulable", goal("emqx/emqx:5.7.3")), []);
    });

    it("opens after a revert, and names the pods that were left behind", () => {
        const last = observations("core-unschedulable-reverted").at(-1) as { seen: Observation };
        const { done, abandoned } = assess(last.seen, goal("emqx/emqx:5.7.2"));
        assert.equal(done, true);
        assert.deepEqual(
            abandoned.map(({ name }) => name),
            ["emqx-core-55879f8cd9"],
        );
    });

    it("opens after more replicants, and after fewer", () => {
        for (const [name, replicants] of [
            ["replicas-up", 5],
            ["replicas-down", 3],
        ] as const) {
            const all = observations(name);
            const image = all.at(-1)?.seen.sets.find((s) => s.ready > 0)?.revision as string;
            const times = open(name, goal(image, replicants));
            assert.equal(times.at(-1), all.at(-1)?.t, name);
            assert.ok(times[0] !== all[0]?.t, `${name}: open before anything happened`);
        }
    });
});
