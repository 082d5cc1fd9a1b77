// GitLab CI: `node node_modules/emqx-ack/action/note.mjs review.md` writes the review as the merge request's note.
import { readFileSync } from "node:fs";
import { gitLab, mergeRequestNotes } from "./gitLabNotes.mjs";
import { Refused } from "./requests.mjs";
import { markerOf, upsert } from "./upsert.mjs";

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, CI_COMMIT_SHORT_SHA, CI_JOB_URL, REVIEW_TOKEN } =
    process.env;

function end(sentence) {
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
}

async function main() {
    const file = process.argv[2];
    if (file === undefined) return end("which file? node note.mjs review.md");
    if (!CI_MERGE_REQUEST_IID)
        return end("CI_MERGE_REQUEST_IID is not set: this is no merge request pipeline");
    if (!REVIEW_TOKEN) {
        // A fork's pipeline has none, and the job's artifact has the review: no reason to fail.
        process.stdout.write(
            "no note: REVIEW_TOKEN is not set (a project access token with the scope api)\n",
        );
        return;
    }
    const report = readFileSync(file, "utf8");
    const body = `${report.trimEnd()}\n\n<sub>Commit ${CI_COMMIT_SHORT_SHA}, [job](${CI_JOB_URL})</sub>\n`;
    const requests = gitLab(CI_API_V4_URL, REVIEW_TOKEN);
    const done = await upsert(await mergeRequestNotes(requests, CI_PROJECT_ID, CI_MERGE_REQUEST_IID), body);
    process.stdout.write(`${markerOf(report)}: note ${done}\n`);
}

main().catch((failure) => end(failure instanceof Refused ? `no note: ${failure.message}` : failure.stack));
