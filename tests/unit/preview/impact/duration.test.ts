import assert from "node:assert";
import * as fc from "fast-check";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { timeText } from "../../../../preview/impact/say/steps";
import { renderMarkdown } from "../../../../preview/review/markdown";
import { anyChangeSet, change, changeSet, emqxChange, side } from "../changeSets";

const image = () =>
    emqxChange({ image: "emqx/emqx:5.7.1" }, { image: "emqx/emqx:5.7.2" }, [{ path: "spec.image" }]);

const pool = (from: string, to: string) =>
    change({
        type: "alicloud:cs/nodePool:NodePool",
        name: "pool",
        operation: "update",
        before: side({ desiredSize: from }),
        after: side({ desiredSize: to }),
        properties: [{ path: "desiredSize", kind: "update", replaces: false, certainty: "certain" }],
    });

describe("how long the whole takes", () => {
    it("is at the most where every step has a time", () => {
        const { duration } = reviewOf(changeSet([pool("3", "5")]));
        assert.deepStrictEqual(duration?.notCounted, []);
        assert.match(duration.arithmetic, /^nodes 5 min at the most$/);
    });

    it("names what it leaves out, and is no bound then", () => {
        const review = reviewOf(changeSet([image(), pool("5", "3")]));
        assert.strictEqual(review.duration?.notCounted.length, 1);
        assert.match(review.duration.arithmetic, /no time is known for: node pool pool 5 to 3 nodes$/);
        assert.match(renderMarkdown(review), /, and no time is known for: node pool pool 5 to 3 nodes\./);
    });

    it("leaves out clients whose number nobody says", () => {
        const enterprise = (tag: string) => ({ image: `emqx/emqx-enterprise:${tag}` });
        const changed = emqxChange(enterprise("5.8.1"), enterprise("5.8.2"), [{ path: "spec.image" }]);
        const { duration } = reviewOf(changeSet([changed]));
        assert.deepStrictEqual(
            duration?.notCounted.map(({ what }) => what),
            ["clients"],
        );
    });

    it("says so of any changes: a bound exactly where nothing is left out", () => {
        fc.assert(
            fc.property(anyChangeSet, (changes) => {
                const review = reviewOf(changes);
                const { duration } = review;
                if (duration === undefined) return;
                const all = review.steps.every(({ untimed }) => !untimed);
                const clients = review.rollouts.every(({ facts }) => !facts.clientsNotTimed);
                assert.strictEqual(duration.notCounted.length === 0, all && clients);
                assert.strictEqual(
                    / at the most$/.test(duration.arithmetic),
                    duration.notCounted.length === 0,
                );
                assert.strictEqual(
                    /^[^(]* at the most/.test(timeText(review) ?? ""),
                    duration.notCounted.length === 0,
                );
            }),
            { numRuns: 500, endOnFailure: true },
        );
    });
});
