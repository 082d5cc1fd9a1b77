import assert from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import * as fc from "fast-check";
import type { ChangeSet, ResourceChange } from "../../../../preview/changes/change";
import { reaches } from "../../../../preview/impact/facts/level";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { COLOUR, PLAIN } from "../../../../preview/render/style";
import { renderReviewJson } from "../../../../preview/review/json";
import { renderMarkdown } from "../../../../preview/review/markdown";
import { renderReviewText } from "../../../../preview/review/text";
import { anyChange, anyChangeSet, change, changeSet, emqxChange, SECRET_TEXT, side } from "../changeSets";

const SCHEMA = JSON.parse(
    readFileSync(join(__dirname, "../../../../docs/review.schema.json"), "utf8"),
) as object;

/** Without shrinking: values nest too deeply for it to end. */
const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });

function everyFormat(changes: ChangeSet): string[] {
    const review = reviewOf(changes);
    return [
        renderReviewText(review, { style: PLAIN, width: 100 }),
        renderReviewText(review, { style: COLOUR, width: 60 }),
        renderMarkdown(review),
        JSON.stringify(renderReviewJson(review)),
    ];
}

describe("a review of any changes", function () {
    this.timeout(120_000);

    it("is written in every format, and no secret is in any of them", () => {
        fc.assert(
            fc.property(anyChangeSet, (changes) => {
                for (const output of everyFormat(changes)) assert.ok(!output.includes(SECRET_TEXT), output);
            }),
            runs(1000),
        );
    });

    it("is JSON of the documented schema", () => {
        const validate = new Ajv({ allErrors: true, strict: false }).compile(SCHEMA);
        fc.assert(
            fc.property(anyChangeSet, (changes) => {
                const document = JSON.parse(JSON.stringify(renderReviewJson(reviewOf(changes))));
                assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 3)));
            }),
            runs(500),
        );
    });

    it("keeps the marker, the level and every step in a comment that GitHub takes", () => {
        fc.assert(
            fc.property(anyChangeSet, (changes) => {
                const review = reviewOf(changes);
                const markdown = renderMarkdown(review);
                assert.ok(markdown.length <= 65_000);
                assert.match(markdown, /^<!-- emqx-ack-review:.*-->\n/);
                assert.strictEqual(markdown.indexOf("-->"), markdown.split("\n")[0]?.indexOf("-->"));
                if (changes.changes.length === 0) return;
                assert.ok(markdown.includes(`## EMQX review: ${review.level}`));
                for (let i = 1; i <= review.steps.length; i++) assert.ok(markdown.includes(`\n${i}. **`));
            }),
            runs(500),
        );
    });

    it("never sinks when a change is added, but for a rollout that empties a pool before it goes", () => {
        fc.assert(
            fc.property(anyChangeSet, anyChange, (changes, more) => {
                const before = reviewOf(changes).level;
                const others = changes.changes.filter(({ urn }) => urn !== more.urn);
                fc.pre(others.length === changes.changes.length);
                const after = reviewOf(changeSet([...changes.changes, more], changes as object)).level;
                assert.ok(reaches(after, before), `${before} became ${after} with ${more.type}`);
            }),
            runs(1000),
        );
    });

    it("says what cannot be known without calling it data", () => {
        fc.assert(
            fc.property(anyChangeSet, (changes) => {
                for (const { certain, level, what } of reviewOf(changes).effects) {
                    assert.ok(certain || level !== "data", what);
                }
            }),
            runs(500),
        );
    });

    it("of 2,000 resources stays below GitHub's limit and says what was left out", () => {
        const many = Array.from({ length: 2000 }, (_, i) =>
            i % 2 === 0
                ? emqxChange(
                      { image: "emqx/emqx:5.7.1" },
                      { image: "emqx/emqx:5.7.2" },
                      [{ path: "spec.image", before: "emqx/emqx:5.7.1", after: "emqx/emqx:5.7.2" }],
                      {
                          urn: `urn:pulumi:dev::mqtt::kubernetes:apps.emqx.io/v2beta1:EMQX::emqx-${i}`,
                          name: `emqx-${i}`,
                      },
                  )
                : change({
                      type: "alicloud:cs/nodePool:NodePool",
                      name: `pool-${i}`,
                      operation: "replace",
                      before: side({ desiredSize: "3", nodePoolName: `pool-${i}` }),
                      after: side({ desiredSize: "3", nodePoolName: `pool-${i}-b` }),
                      replaceReasons: ["nodePoolName"],
                  }),
        );
        const started = Date.now();
        const markdown = renderMarkdown(reviewOf(changeSet(many)));
        assert.ok(markdown.length <= 65_000, `${markdown.length} characters`);
        assert.match(markdown, /1,[0-9]{3} of 2,000 left out: a comment takes no more/);
        assert.match(markdown, /## EMQX review: reconnect/);
        assert.ok(Date.now() - started < 20_000, "takes seconds");
    });

    it("of no changes is exactly that", () => {
        const review = reviewOf(changeSet([] as ResourceChange[]));
        assert.strictEqual(renderReviewText(review, { style: PLAIN, width: 100 }), "no changes\n");
        assert.strictEqual(renderMarkdown(review), "<!-- emqx-ack-review:mqtt/dev -->\nno changes\n");
        assert.strictEqual(review.headline, "no changes");
    });
});
