import * as assert from "node:assert/strict";
import type { SetEntry, TimelineEntry } from "../../../../testkit/operator/timeline";
import { isRolledOut, replicantsTooEarly, servicesTooEarly } from "../../../support/e2e/rollout";

const set = (kind: SetEntry["kind"], version: string, ready: number, want = 2): SetEntry => ({
    kind,
    image: `emqx/emqx:${version}`,
    want,
    pods: want,
    ready,
});

function entry(t: number, sets: Record<string, SetEntry>, more: Partial<TimelineEntry> = {}): TimelineEntry {
    return { t, sets, pods: {}, services: {}, budgets: {}, nodes: {}, ...more };
}

const pod = (owner: string, containersReady: boolean) => ({
    set: owner,
    role: "core",
    image: "emqx/emqx:5.8.11",
    node: undefined,
    ready: containersReady,
    containersReady,
    phase: "Running",
});
const service = (resourceVersion: string) => ({
    "emqx-mqtt-nlb": { type: "LoadBalancer", ports: [1883], ingress: true, resourceVersion },
});
const complete = { core: set("StatefulSet", "2", 2), replicant: set("ReplicaSet", "2", 2) };

describe("what a timeline says of one version's rollout", () => {
    it("it is there when both sets are complete and nobody else holds clients", () => {
        assert.equal(isRolledOut(entry(1, complete), "2"), true);
        assert.equal(isRolledOut(entry(1, complete), "1"), false);
        assert.equal(isRolledOut(entry(1, { ...complete, core: set("StatefulSet", "2", 1) }), "2"), false);
        assert.equal(isRolledOut(entry(1, complete, { pods: { old: pod("old", true) } }), "2"), false);
        assert.equal(isRolledOut(entry(1, complete, { pods: { left: pod("left", false) } }), "2"), true);
    });

    it("replicants of it must not come before its cores", () => {
        const early = entry(3, { ...complete, core: set("StatefulSet", "2", 1) });
        assert.equal(replicantsTooEarly([early], "2").length, 1);
        assert.deepEqual(replicantsTooEarly([entry(3, complete)], "2"), []);
    });

    it("Services must not be written before it is there", () => {
        const rolling = { ...complete, core: set("StatefulSet", "2", 1) };
        const before = entry(1, rolling, { services: service("7") });
        assert.equal(
            servicesTooEarly([before, entry(2, rolling, { services: service("8") })], "2").length,
            1,
        );
        assert.deepEqual(servicesTooEarly([before, entry(2, rolling, { services: service("7") })], "2"), []);
        assert.deepEqual(servicesTooEarly([before, entry(2, complete, { services: service("8") })], "2"), []);
    });
});
