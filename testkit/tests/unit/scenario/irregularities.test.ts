import assert from "node:assert/strict";
import type { TimelineEntry } from "../../../operator/timeline";
import { irregularities } from "../../../scenario/timelines/irregularities";
import { BALANCER, entry, ORDERLY, WANTED } from "./entries";

const EXPECTED = { leastServing: 2 };

describe("what is wrong with a timeline", () => {
    it("nothing with an orderly one", () => {
        assert.deepEqual(irregularities(ORDERLY, [BALANCER], WANTED, EXPECTED), []);
    });

    it("nothing with a create, in which nobody is served before", () => {
        const created = ORDERLY.map((e, i) => (i === 0 ? entry(0, { services: {} }) : e));
        const withoutOld = created.map((e) => without(e, "old"));
        const services = { mqtt: { ...ORDERLY[0]?.services.mqtt } } as TimelineEntry["services"];
        const made = withoutOld.map((e) => ({ ...e, services: e.t < 6 ? {} : services }));
        assert.deepEqual(irregularities(made, [BALANCER], WANTED, {}), []);
    });

    it("fewer replicants serve than there may be", () => {
        const dip = inserted(
            entry(4.5, { oldReplicants: [3, 0], newReplicants: [3, 1], newCores: [3, 3], oldCores: [3, 3] }),
        );
        assert.deepEqual(irregularities(dip, [BALANCER], WANTED, EXPECTED), [
            "4.5 s: 1 replicants serve, 2 are the least there may be",
        ]);
    });

    it("new replicants come up before the new cores are ready", () => {
        const early = inserted(
            entry(1.5, {
                oldCores: [3, 3],
                oldReplicants: [3, 3],
                newCores: [3, 2],
                newReplicants: [1, 0, 0],
                condition: "CoreNodesProgressing",
            }),
        );
        assert.deepEqual(irregularities(early, [BALANCER], WANTED, EXPECTED), [
            "1.5 s: new replicants come up while 2 of 3 new cores are ready",
        ]);
    });

    it("new replicants come up, and there are no new cores at all", () => {
        const early = inserted(
            entry(0.5, {
                oldCores: [3, 3],
                oldReplicants: [3, 3],
                newReplicants: [1, 0, 0],
                updating: "new",
            }),
        );
        assert.deepEqual(irregularities(early, [BALANCER], WANTED, EXPECTED), [
            "0.5 s: replicants of the spec wanted come up, and there are no such cores",
        ]);
    });

    it("what depends on EMQX begins while old pods run, even where the operator says Ready", () => {
        const found = irregularities(ORDERLY, [{ ...BALANCER, at: 4.2 }], WANTED, EXPECTED);
        assert.deepEqual(found, ["lb-mqtt began at 4.2 s, and at 5 s 3 old cores run"]);
        const stale = ORDERLY.map((e) => (e.emqx ? { ...e, emqx: { ...e.emqx, conditions: ["Ready"] } } : e));
        assert.equal(irregularities(stale, [{ ...BALANCER, at: 0.1 }], WANTED, EXPECTED).length, 1);
    });

    it("a Service changes before the cluster is what it is to become", () => {
        const touched = ORDERLY.map((e) =>
            e.t < 3 ? e : { ...e, services: entry(e.t, { services: { mqtt: "2" } }).services },
        );
        assert.deepEqual(irregularities(touched, [BALANCER], WANTED, EXPECTED), [
            "Service mqtt changed at 3 s, and at 5 s 3 old cores run",
        ]);
    });

    it("a node goes with a pod on it", () => {
        const nodes = ["emqx-replicant-old-0", "emqx-replicant-old-1"];
        const lost = ORDERLY.map((e) => ({
            ...e,
            nodes: entry(e.t, { nodes: e.t < 3 ? nodes : nodes.slice(1) }).nodes,
        }));
        assert.deepEqual(irregularities(lost, [BALANCER], WANTED, EXPECTED), [
            "3 s: node emqx-replicant-old-0 went with emqx-replicant-old-0 on it",
        ]);
        assert.deepEqual(irregularities(lost, [BALANCER], WANTED, { ...EXPECTED, losesNodes: true }), []);
    });

    it("it does not end as it was to end", () => {
        const found = irregularities(ORDERLY.slice(0, -1), [BALANCER], WANTED, EXPECTED);
        assert.deepEqual(found, ["at the end 3 old cores run"]);
        const [first] = ORDERLY as [TimelineEntry];
        assert.deepEqual(irregularities([first], [BALANCER], WANTED, EXPECTED), [
            "at the end there is no set of the cores wanted",
        ]);
        assert.deepEqual(irregularities([], [BALANCER], WANTED, EXPECTED), [
            "at the end nothing was recorded",
        ]);
    });

    it("nothing depends on EMQX, so that nothing could begin too early", () => {
        assert.deepEqual(irregularities(ORDERLY, [], WANTED, EXPECTED), [
            "nothing depends on EMQX in this stack",
        ]);
    });

    it("an operator that makes another set of the same spec has not arrived with the old one", () => {
        const salted = [
            ...ORDERLY,
            { ...(ORDERLY.at(-1) as TimelineEntry), t: 7, emqx: entry(7, { updating: "old" }).emqx },
        ] as TimelineEntry[];
        assert.deepEqual(irregularities(salted, [BALANCER], WANTED, EXPECTED), [
            "at the end there is no set of the cores wanted",
            "lb-mqtt began at 6.5 s, and at 7 s there is no set of the cores wanted",
        ]);
    });
});

function inserted(extra: TimelineEntry): TimelineEntry[] {
    return [...ORDERLY, extra].sort((a, b) => a.t - b.t);
}

function without(e: TimelineEntry, age: string): TimelineEntry {
    const keep = <T>(of: Readonly<Record<string, T>>) =>
        Object.fromEntries(Object.entries(of).filter(([name]) => !name.includes(`-${age}`)));
    return { ...e, sets: keep(e.sets), pods: keep(e.pods) };
}
