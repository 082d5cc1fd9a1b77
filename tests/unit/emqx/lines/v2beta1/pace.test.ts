import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    type RolloutWork,
    rolloutMinutes,
    rolloutSeconds,
} from "../../../../../provider/emqx/lines/line/pace";
import { pace } from "../../../../../provider/emqx/lines/v2beta1/pace";
import { million } from "../../million";

const anyWork: fc.Arbitrary<RolloutWork> = fc.record({
    connections: fc.integer({ min: 1, max: 100_000_000 }),
    cores: fc.integer({ min: 1, max: 15 }),
    replicants: fc.integer({ min: 0, max: 1000 }),
    connectionsPerSecond: fc.integer({ min: 1, max: 100_000 }),
    sessionsPerSecond: fc.integer({ min: 1, max: 100_000 }),
    waitTakeoverSeconds: fc.integer({ min: 0, max: 600 }),
    initialDelaySeconds: fc.integer({ min: 0, max: 600 }),
    evacuates: fc.boolean(),
});

describe("how long a rollout may take", () => {
    it("is at least what evacuating a million connections one node at a time takes", () => {
        // 1,000,000 closed and 1,000,000 sessions moved at 1,000 a second each.
        assert.ok(rolloutSeconds(pace, million) >= 2000);
        assert.ok(rolloutSeconds(pace, million) <= 2000 + 1500);
    });

    it("is never less than the work, whatever the cluster", () => {
        fc.assert(
            fc.property(anyWork, (work) => {
                const minutes = rolloutMinutes(pace, work);
                assert.ok(Number.isInteger(minutes) && minutes > 0);
                assert.ok(minutes * 60 >= rolloutSeconds(pace, work));
            }),
        );
    });

    it("grows with connections where clients are evacuated, and not where they are not", () => {
        fc.assert(
            fc.property(anyWork, (work) => {
                const more = { ...work, connections: work.connections * 2 };
                const [a, b] = [rolloutSeconds(pace, work), rolloutSeconds(pace, more)];
                assert.ok(work.evacuates ? b >= a : b === a);
            }),
        );
    });
});
