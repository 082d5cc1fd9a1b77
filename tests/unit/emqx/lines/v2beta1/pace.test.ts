import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    FASTEST_PACE,
    type RolledRoles,
    type RolloutPart,
    type RolloutWork,
    rolloutMinutes,
    rolloutSeconds,
    takersIn,
} from "../../../../../provider/emqx/lines/line/pace";
import { pace } from "../../../../../provider/emqx/lines/v2beta1/pace";
import { million } from "../../million";
import { evacuationAsItGoes } from "./evacuationAsItGoes";

/** What its objects cannot say otherwise. */
const OF_THE_LINE = {
    waitHealthCheckSeconds: fc.constant(pace.defaults.waitHealthCheckSeconds),
    maxSurge: fc.constant(0),
    maxUnavailable: fc.constant(0),
    minReadySeconds: fc.constant(0),
};

const anyWork: fc.Arbitrary<RolloutWork> = fc.record({
    connections: fc.integer({ min: 1, max: 100_000_000 }),
    cores: fc.integer({ min: 1, max: 15 }),
    replicants: fc.integer({ min: 0, max: 1000 }),
    connectionsPerSecond: fc.integer({ min: 1, max: 100_000 }),
    sessionsPerSecond: fc.integer({ min: 1, max: 100_000 }),
    waitTakeoverSeconds: fc.integer({ min: 0, max: 600 }),
    initialDelaySeconds: fc.integer({ min: 0, max: 600 }),
    evacuates: fc.boolean(),
    ...OF_THE_LINE,
});

/** Small enough to go through second by second. */
const smallWork: fc.Arbitrary<RolloutWork> = fc.record({
    connections: fc.integer({ min: 1, max: 20_000 }),
    cores: fc.integer({ min: 1, max: 5 }),
    replicants: fc.integer({ min: 0, max: 20 }),
    connectionsPerSecond: fc.integer({ min: 20, max: 5000 }),
    sessionsPerSecond: fc.integer({ min: 20, max: 5000 }),
    waitTakeoverSeconds: fc.integer({ min: 0, max: 60 }),
    initialDelaySeconds: fc.integer({ min: 0, max: 60 }),
    evacuates: fc.constant(true),
    ...OF_THE_LINE,
});

const BOTH: RolledRoles = { core: true, replicant: true };

/** Kubernetes' grace of 30 s, and the operator's looks. */
const REMOVAL = 35;

describe("how long a rollout may take", () => {
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

    it("is the boots, then each old node as EMQX empties it and the operator removes it", () => {
        fc.assert(
            fc.property(smallWork, (work) => {
                const seen = evacuationAsItGoes(work, REMOVAL, "all");
                const parts = pace.parts(work, BOTH);
                const sum = (...kinds: RolloutPart["what"][]) =>
                    parts
                        .filter(
                            ({ what, role }) =>
                                kinds.includes(what) && (what !== "removal" || role === takersIn(work).role),
                        )
                        .reduce((all, { times, secondsEach }) => all + times * secondsEach, 0);
                assert.equal(sum("delay", "evacuation", "removal"), seen.lastEmpty + REMOVAL);
            }),
            { numRuns: 300 },
        );
    });

    it("counts the time to empty nodes that keep their pods as none", () => {
        const parts = pace.parts(million, { core: true, replicant: false });
        assert.equal(parts.find(({ what }) => what === "evacuation")?.secondsEach, 0);
    });
});

describe("an evacuation", () => {
    it("ends when the last client has been asked to move, with EMQX's 60 s before each node and every pod's removal", () => {
        fc.assert(
            fc.property(smallWork, (work) => {
                const { connections, everything, waits } = pace.evacuation(work);
                assert.equal(connections, evacuationAsItGoes(work, REMOVAL, "none").lastAsked);
                assert.equal(everything, evacuationAsItGoes(work, REMOVAL, "all").lastAsked);
                // What is no wait is rounds of a second.
                const rounds =
                    takersIn(work).count *
                    Math.ceil(Math.ceil(work.connections / takersIn(work).count) / work.connectionsPerSecond);
                assert.equal(connections - waits, rounds);
            }),
            { numRuns: 300 },
        );
    });

    it("leaves to the load balancer's cut those who have not been asked by then", () => {
        fc.assert(
            fc.property(smallWork, fc.integer({ min: 0, max: 2000 }), (work, drain) => {
                const seen = evacuationAsItGoes(work, REMOVAL, "all");
                assert.equal(pace.leftAfterDrain(work, drain), seen.leftAt(drain));
            }),
            { numRuns: 500 },
        );
    });

    it("fits at the pace that is said to fit, not at one a step slower, and at none where none is said", () => {
        fc.assert(
            fc.property(
                smallWork,
                fc.integer({ min: 100, max: 900 }),
                fc.integer({ min: 1, max: 200 }),
                (work, drain, times) => {
                    const many = { ...work, connections: work.connections * times };
                    const cut = (perSecond: number) => {
                        const pace = { connectionsPerSecond: perSecond, sessionsPerSecond: perSecond };
                        return evacuationAsItGoes({ ...many, ...pace }, REMOVAL, "all").leftAt(drain);
                    };
                    const fitting = pace.fittingPace(many, drain);
                    if (fitting === undefined) return assert.ok(cut(FASTEST_PACE) > 0);
                    assert.equal(cut(fitting), 0);
                    assert.ok(fitting === 100 || cut(fitting - 100) > 0);
                },
            ),
            { numRuns: 300 },
        );
    });

    it("of a million connections on five replicants does not fit into 900 s at 2,400 a second, and does at 4,500", () => {
        const at = (perSecond: number) => ({
            ...million,
            connectionsPerSecond: perSecond,
            sessionsPerSecond: perSecond,
        });
        assert.deepEqual(pace.evacuation(at(2400)), {
            connections: 910,
            everything: 1246,
            waits: 490,
            drain: 1246,
        });
        assert.deepEqual(pace.evacuation(at(4500)), {
            connections: 715,
            everything: 895,
            waits: 490,
            drain: 895,
        });
        assert.equal(pace.leftAfterDrain(at(4500), 900), 0);
        assert.equal(pace.fittingPace(million, 900), 4500);
    });

    it("fits into 900 s at no pace from 15 replicants on, however few the clients and short the other waits", () => {
        fc.assert(
            fc.property(anyWork, fc.integer({ min: 15, max: 1000 }), (work, replicants) => {
                const least = { ...work, replicants, waitTakeoverSeconds: 1, initialDelaySeconds: 0 };
                assert.equal(pace.fittingPace(least, 900), undefined);
                assert.ok(pace.leftAfterDrain({ ...least, connections: 15 * replicants }, 900) > 0);
            }),
        );
    });
});
