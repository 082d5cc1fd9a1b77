import assert from "node:assert";
import * as fc from "fast-check";
import type { ChangeSet, Snapshot } from "../../../../preview/changes/change";
import type { SaidWarning } from "../../../../preview/changes/said";
import { findingsOf } from "../../../../preview/impact/decisions/findings";
import { reaches } from "../../../../preview/impact/facts/level";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { UNKNOWN, type Wire } from "../../../../preview/monitor/wire";
import { WARN_ABOVE } from "../../../../provider/capacity/ceiling";
import { anyChangeSet, changeSet, side } from "../changeSets";

const URN = "urn:pulumi:dev::mqtt::emqx-ack:index:EmqxOnAck::mqtt";

/** A side with one stack whose load balancer is as full as that; everything else is absent. */
function stackAt(utilisation: number | undefined, name = "mqtt"): Map<string, Snapshot> {
    const ceiling: Wire = {
        name: "connections",
        where: "load balancer",
        unit: "connections",
        arithmetic: "",
        input: "loadBalancer.kind",
        source: "",
        ...(utilisation === undefined ? {} : { utilisation }),
    };
    const outputs = { capacity: [ceiling] };
    const urn = URN.replace(/mqtt$/, name);
    const snapshot = { urn, type: "emqx-ack:index:EmqxOnAck", name, custom: false };
    return new Map([[urn, { ...snapshot, side: { ...side({}), outputs } }]]);
}

const told = (since: SaidWarning["since"], stack = "mqtt"): SaidWarning => ({
    message: `${stack}: Capacity: connections of load balancer at 95 %: ...`,
    since,
});

const only = (more: Partial<ChangeSet>) => findingsOf(changeSet([], more))[0];

describe("what the new program says of itself", () => {
    it("is new where the base had room, whatever the base's words were", () => {
        const found = only({ said: [told("standing")], before: stackAt(0.4), after: stackAt(0.95) });
        assert.deepStrictEqual([found?.since, found?.level], ["new", "reconnect"]);
        assert.deepStrictEqual(
            [found?.fact.kind, found?.fact.kind === "capacity" && found.fact.before],
            ["capacity", 0.4],
        );
    });

    it("is worse where it has grown, and said quietly where it has not", () => {
        const of = (before: number, after: number) =>
            only({ said: [told("standing")], before: stackAt(before), after: stackAt(after) });
        assert.deepStrictEqual([of(0.8, 0.9)?.since, of(0.8, 0.9)?.level], ["worse", "reconnect"]);
        assert.deepStrictEqual([of(0.8, 0.8)?.since, of(0.8, 0.8)?.level], ["standing", "none"]);
        assert.deepStrictEqual(of(0.95, 0.8)?.since, "standing");
    });

    it("is the same stack under another name where there is one on either side", () => {
        const more = { before: stackAt(0.95), after: stackAt(0.95, "broker") };
        assert.deepStrictEqual(only({ said: [told("new", "broker")], ...more })?.since, "standing");
    });

    it("is not guessed from a plan of the engine, whose outputs are those of before, nor from what is not known", () => {
        const more = { before: stackAt(0.4), after: stackAt(0.4) };
        const found = only({ source: "engine", said: [told("unknown")], ...more });
        assert.deepStrictEqual(
            [found?.since, found?.level, found?.fact.kind],
            ["unknown", "none", "warning"],
        );
        const outputs = { capacity: UNKNOWN };
        const [[urn, snapshot]] = [...stackAt(0.4)] as [[string, Snapshot]];
        const after = new Map([[urn, { ...snapshot, side: { ...snapshot.side, outputs } }]]);
        assert.deepStrictEqual(only({ said: [told("unknown")], after })?.since, "unknown");
    });

    it("makes a review of its own where no resource changes", () => {
        const review = reviewOf(changeSet([], { said: [{ message: "a: b", since: "new" }] }));
        assert.deepStrictEqual([review.level, review.headline === "no changes"], ["reload", false]);
        const standing = reviewOf(changeSet([], { said: [{ message: "a: b", since: "standing" }] }));
        assert.deepStrictEqual([standing.level, standing.headline], ["none", "no changes"]);
        assert.deepStrictEqual(standing.notes, [
            "The new program warns of 1 thing that the base's warns of as well; emqx-ack preview shows it.",
        ]);
        assert.deepStrictEqual(
            standing.findings.map(({ sentence }) => sentence),
            ["a: b"],
        );
    });

    it("never lowers the level, and raises none for what the base has too", () => {
        const utilisation = fc.double({ min: WARN_ABOVE + 0.01, max: 3, noNaN: true });
        fc.assert(
            fc.property(anyChangeSet, utilisation, utilisation, (changes, before, after) => {
                const bare = reviewOf({ ...changes, said: [] }).level;
                const sides = {
                    before: new Map([...changes.before, ...stackAt(before)]),
                    after: new Map([...changes.after, ...stackAt(after)]),
                };
                const found = reviewOf({ ...changes, ...sides, said: [told("standing")] });
                assert.ok(reaches(found.level, bare));
                if (after <= before) assert.strictEqual(found.level, bare);
            }),
            { numRuns: 200, endOnFailure: true },
        );
    });

    it("is refused where the new program fails, and nothing of it is said to move", () => {
        const failure = [{ message: "a\n  b: is wrong", frames: ["index.ts:1:1"] }];
        const review = reviewOf(changeSet([], { failure }));
        assert.deepStrictEqual([review.level, review.effects, review.steps], ["refused", [], []]);
        assert.match(review.headline, /stops before its first change: a$/);
    });
});
