import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { RolloutWork } from "../../../../../provider/emqx/lines/line/pace";
import { v2 } from "../../../../../provider/emqx/lines/v2";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { evacuationAsItGoes } from "../v2beta1/evacuationAsItGoes";

const { pace } = v2;

/** Kubernetes' grace of 30 s, and the operator's looks. */
const REMOVAL = 35;

const anyWork: fc.Arbitrary<RolloutWork> = fc.record({
    connections: fc.integer({ min: 1, max: 20_000 }),
    cores: fc.integer({ min: 1, max: 5 }),
    replicants: fc.integer({ min: 0, max: 20 }),
    connectionsPerSecond: fc.integer({ min: 20, max: 5000 }),
    sessionsPerSecond: fc.integer({ min: 20, max: 5000 }),
    waitTakeoverSeconds: fc.integer({ min: 0, max: 60 }),
    initialDelaySeconds: fc.integer({ min: 0, max: 60 }),
    waitHealthCheckSeconds: fc.integer({ min: 0, max: 120 }),
    maxSurge: fc.constant(0),
    maxUnavailable: fc.constant(0),
    minReadySeconds: fc.constant(0),
    evacuates: fc.constant(true),
});

describe("an evacuation on operator line 2.3", () => {
    it("waits before each node for as long as the object says, and moves clients as EMQX does", () => {
        fc.assert(
            fc.property(anyWork, fc.integer({ min: 0, max: 2000 }), (work, drain) => {
                const { connections, everything } = pace.evacuation(work);
                assert.equal(connections, evacuationAsItGoes(work, REMOVAL, "none").lastAsked);
                const all = evacuationAsItGoes(work, REMOVAL, "all");
                assert.equal(everything, all.lastAsked);
                assert.equal(pace.leftAfterDrain(work, drain), all.leftAt(drain));
            }),
            { numRuns: 300 },
        );
    });

    it("takes as long as on line 2.2 with the operator's own pause, and less with a shorter one", () => {
        fc.assert(
            fc.property(anyWork, (work) => {
                const own = { ...work, waitHealthCheckSeconds: pace.defaults.waitHealthCheckSeconds };
                assert.deepEqual(pace.evacuation(own), v2beta1.pace.evacuation(own));
                const shorter = pace.evacuation({ ...work, waitHealthCheckSeconds: 10 });
                assert.ok(shorter.everything < pace.evacuation(own).everything);
            }),
        );
    });

    it("needs a whole second set of pods, and empties cores that fewer replicas take away", () => {
        assert.equal(pace.peakPods("replicant", 5, pace.defaults), 10);
        assert.equal(pace.newPods("core", 3, 3, pace.defaults), 3);
        assert.deepEqual(pace.scaleDown, { core: "emptied", replicant: "deleted" });
    });
});
