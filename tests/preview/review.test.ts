import assert from "node:assert";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Review } from "../../preview/impact/review";
import { reviewOf } from "../../preview/impact/reviewOf";
import { PLAIN } from "../../preview/render/style";
import { renderMarkdown } from "../../preview/review/markdown";
import { renderReviewText } from "../../preview/review/text";
import type { PullRequest } from "./pullRequests/pullRequest";

const DIRECTORY = join(__dirname, "pullRequests");
const HELPERS = ["pullRequest", "byHand"];

/** `EMQX_ACK_WRITE_SNAPSHOTS=1` writes the Markdown anew, for a person to read the difference. */
const WRITE = process.env.EMQX_ACK_WRITE_SNAPSHOTS === "1";

const names = readdirSync(DIRECTORY)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .filter((name) => !HELPERS.includes(name));

describe("reviews of recorded pull requests", function () {
    this.timeout(120_000);

    it("are at least 15", () => assert.ok(names.length >= 15));

    for (const name of names) {
        it(`${name}: level, sentences and comment`, async () => {
            const { pullRequest }: { pullRequest: PullRequest } = require(join(DIRECTORY, name));
            const review: Review = reviewOf(await pullRequest.changes());
            const markdown = renderMarkdown(review);
            const snapshot = join(DIRECTORY, `${name}.md`);
            if (WRITE) writeFileSync(snapshot, markdown);

            assert.strictEqual(review.level, pullRequest.level, markdown);
            const text = plain(
                renderReviewText(review, { style: PLAIN, width: 100 }) + JSON.stringify(review),
            );
            for (const sentence of pullRequest.says) {
                assert.ok(text.includes(plain(sentence)), `does not say: ${sentence}\n${markdown}`);
            }
            assert.ok(
                existsSync(snapshot),
                `${name}.md is missing: run with EMQX_ACK_WRITE_SNAPSHOTS=1 and read it`,
            );
            assert.strictEqual(markdown, readFileSync(snapshot, "utf8"));
        });
    }
});

/** Without the line breaks of a terminal. */
function plain(text: string): string {
    return text.replace(/\\"/g, '"').replace(/\s+/g, " ");
}
