import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type RolloutWork, rolloutSeconds } from "../../../../../provider/emqx/lines/line/pace";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";

const { pace } = v3beta1;
const work = (more: Partial<RolloutWork> = {}): RolloutWork => ({
    ...pace.defaults,
    connections: 30_000,
    cores: 3,
    replicants: 3,
    evacuates: true,
    ...more,
});
const BOTH = { core: true, replicant: true };

const anyWork = fc
    .record({
        connections: fc.integer({ min: 1, max: 2_000_000 }),
        cores: fc.integer({ min: 2, max: 7 }),
        replicants: fc.integer({ min: 0, max: 100 }),
        connectionsPerSecond: fc.integer({ min: 1, max: 10_000 }),
        maxSurge: fc.integer({ min: 0, max: 5 }),
        maxUnavailable: fc.integer({ min: 0, max: 5 }),
    })
    .filter(({ maxSurge, maxUnavailable }) => maxSurge + maxUnavailable > 0)
    .map(work);

describe("the pace of operator line 3.0", () => {
    it("goes core by core, the last one after the replicants", () => {
        assert.deepEqual(pace.turns?.(work(), BOTH), [
            { role: "core", count: 2 },
            { role: "replicant", count: 3 },
            { role: "core", count: 1 },
        ]);
        assert.deepEqual(pace.turns?.(work({ replicants: 0, cores: 1 }), BOTH), [{ role: "core", count: 1 }]);
        assert.deepEqual(pace.turns?.(work(), { core: false, replicant: true }), [
            { role: "replicant", count: 3 },
        ]);
    });

    it("needs no second set: as many more as maxSurge says, and none for cores", () => {
        const state = { ...pace.defaults, maxSurge: 2 };
        assert.equal(pace.peakPods("core", 3, state), 3);
        assert.equal(pace.peakPods("replicant", 10, state), 12);
        assert.equal(pace.peakPods("replicant", 0, state), 0);
        assert.equal(pace.newPods("replicant", 10, 10, state), 2);
        assert.equal(pace.newPods("core", 3, 3, state), 0);
        assert.equal(pace.newPods("core", 5, 3, state), 2);
        assert.equal(pace.newPods("replicant", 4, 0, state), 4, "a first set");
    });

    it("gives each node the load balancer's drain by itself", () => {
        const each = work({ connections: 30_000, waitHealthCheckSeconds: 60, connectionsPerSecond: 100 });
        // The last of three has 17,778 clients: those of the others came back to it, too.
        assert.equal(pace.evacuation(each).drain, 60 + 178);
        assert.equal(pace.leftAfterDrain(each, 60 + 178), 0);
        assert.ok(pace.leftAfterDrain(each, 60) >= 30_000, "all of them, each at its node's turn");
    });

    it("cuts nobody with the drain or the pace that it proposes", () => {
        fc.assert(
            fc.property(anyWork, fc.integer({ min: 10, max: 900 }), (given, drain) => {
                assert.equal(pace.leftAfterDrain(given, pace.evacuation(given).drain), 0);
                const fitting = pace.fittingPace(given, drain);
                if (fitting === undefined) return;
                const faster = { ...given, connectionsPerSecond: fitting, sessionsPerSecond: fitting };
                assert.equal(pace.leftAfterDrain(faster, drain), 0);
            }),
        );
    });

    it("is over sooner with more at once, and takes no time to move clients where nobody moves them", () => {
        fc.assert(
            fc.property(anyWork, (given) => {
                const more = { ...given, maxSurge: given.maxSurge + 1 };
                assert.ok(rolloutSeconds(pace, more) <= rolloutSeconds(pace, given) * 1.5 + 1);
                const off = pace.parts({ ...given, evacuates: false }, BOTH);
                assert.ok(off.every(({ what }) => what !== "evacuation"));
                for (const { role } of pace.parts(given, BOTH)) assert.ok(role !== undefined);
            }),
        );
    });
});
