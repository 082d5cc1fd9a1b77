// Step: writes reviews as comments of the pull request, one a stack.
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gitHub, LONGEST_COMMENT, pullRequestComments } from "./gitHubComments.mjs";
import { pullRequestOf } from "./pullRequest.mjs";
import { Refused } from "./requests.mjs";
import { markerOf, upsert } from "./upsert.mjs";
import { notice, optional, required, Stop, step, warning } from "./workflow.mjs";

/** More stacks than anybody reviews in one pull request; other people's code chose how many files there are. */
const MOST_REPORTS = 20;

await step(async () => {
    const repository = required("GITHUB_REPOSITORY");
    const requests = gitHub(required("GITHUB_API_URL"), required("GITHUB_TOKEN"));
    const thisRun = `${required("GITHUB_SERVER_URL")}/${repository}/actions/runs/${required("GITHUB_RUN_ID")}`;
    const event = JSON.parse(readFileSync(required("GITHUB_EVENT_PATH"), "utf8"));
    const reports = reportsIn(required("REVIEW_REPORT"));
    if (reports.length === 0) return notice("no comment: the run that it follows left no review");
    try {
        const target = await pullRequestOf(
            required("GITHUB_EVENT_NAME"),
            event,
            repository,
            requests,
            thisRun,
        );
        if (target.none !== undefined) return notice(`no comment: ${target.none}`);
        const comments = pullRequestComments(
            requests,
            repository,
            target.number,
            required("REVIEW_COMMENT_AUTHOR"),
        );
        for (const report of reports) {
            const done = await upsert(comments, withFooter(report, target));
            process.stdout.write(`${markerOf(report)}: comment ${done}\n`);
        }
    } catch (failure) {
        if (!(failure instanceof Refused)) throw failure;
        const sentence = `no comment: ${failure.message}. ${remedy(failure)}`;
        if (optional("REVIEW_COMMENT") === "always" || !failure.forbidden) throw new Stop(sentence);
        warning(sentence);
    }
});

/** One report, or all `.md` files of a folder that was made by somebody else's code. */
function reportsIn(path) {
    if (!existsSync(path)) return [];
    if (!lstatSync(path).isDirectory()) return [readFileSync(path, "utf8")];
    const files = filesBelow(path)
        .filter((file) => file.endsWith(".md"))
        .sort();
    if (files.length > MOST_REPORTS)
        throw new Stop(`${path} holds ${files.length} reports, more than ${MOST_REPORTS}`);
    return files.map((file) => {
        const text = lstatSync(file).size > 4 * LONGEST_COMMENT ? "" : readFileSync(file, "utf8");
        if (markerOf(text) === undefined) throw new Stop(`${file} is no review`);
        return text;
    });
}

/** Plain files only: a link would lead out of the folder. */
function filesBelow(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(path);
        return entry.isFile() ? [path] : [];
    });
}

/** A review is of one commit: the line tells a stale comment from a fresh one. */
function withFooter(report, { commit, run, untrusted }) {
    const by = untrusted ? "computed by the pull request's own code in [this run]" : "[run]";
    const footer = `\n\n<sub>Commit ${commit.slice(0, 7)}, ${by}(${run})</sub>\n`;
    const body = (untrusted ? withoutMentions(report) : report).trimEnd();
    if (body.length > LONGEST_COMMENT) {
        throw new Stop(`the review has ${body.length} characters; a comment takes ${LONGEST_COMMENT}`);
    }
    return body.length + footer.length > LONGEST_COMMENT ? body : body + footer;
}

/** A pull request of a stranger must not call people in the name of the repository. */
function withoutMentions(text) {
    return text.replace(/@(?=[\w-])/g, "@\u200b");
}

function remedy(refused) {
    if (refused.status === 401) return "The token is not valid.";
    if (!refused.forbidden) return "";
    return (
        "The job needs `permissions: pull-requests: write`; pull requests from forks never get it, so that a second " +
        "workflow posts their review (docs/review.md). The review is in the job's summary."
    );
}
