import assert from "node:assert";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import type { Review } from "../../preview/impact/review";
import { reviewOf } from "../../preview/impact/reviewOf";
import { NO_CHANGES } from "../../preview/impact/say/headline";
import { PLAIN } from "../../preview/render/style";
import { answerOf } from "../../preview/review/answer";
import { renderReviewJson } from "../../preview/review/json";
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

const SCHEMA = JSON.parse(readFileSync(join(__dirname, "../../docs/review.schema.json"), "utf8"));
const isDocument = new Ajv({ allErrors: true, strict: false }).compile(SCHEMA);

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
            const document = JSON.parse(JSON.stringify(renderReviewJson(review)));
            assert.ok(isDocument(document), JSON.stringify(isDocument.errors?.slice(0, 3)));
        });

        it(`${name}: the first ten lines are the answer`, async () => {
            const { pullRequest }: { pullRequest: PullRequest } = require(join(DIRECTORY, name));
            const review: Review = reviewOf(await pullRequest.changes());
            if (review.headline === NO_CHANGES) return;
            const answer = answerOf(review);
            const labels = answer.map(({ label }) => label);
            assert.ok(["Clients", "Before merging"].every((label) => labels.includes(label)));
            const firstTen = renderMarkdown(review).split("\n").slice(0, 10);
            assert.match(firstTen[1] ?? "", new RegExp(`: ${review.level}$`));
            for (const label of labels) {
                assert.ok(
                    firstTen.some((line) => line.startsWith(`- **${label}:** `)),
                    `${label} comes after ${firstTen.join("\n")}`,
                );
            }
            // Each is a line or two of a terminal.
            for (const { label, text } of answer) assert.ok(text.length <= 400, `${label}: ${text}`);
        });
    }
});

/** Without the line breaks of a terminal. */
function plain(text: string): string {
    return text.replace(/\\"/g, '"').replace(/\s+/g, " ");
}
