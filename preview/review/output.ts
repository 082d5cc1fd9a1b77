import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ChangeSet } from "../changes/change";
import { type Level, reaches } from "../impact/facts/level";
import type { Review } from "../impact/review";
import { reviewOf } from "../impact/reviewOf";
import { StartProblem } from "../project/problem";
import { pageWidth } from "../render/pageWidth";
import { styleFor } from "../render/style";
import { renderReviewJson } from "./json";
import { renderMarkdown } from "./markdown";
import type { ReviewFormat } from "./options";
import { renderReviewText } from "./text";

export interface ReviewRequest {
    readonly format: ReviewFormat;
    /** A file for the review; one line about it goes to standard output then. */
    readonly output?: string;
    /** The exit code says whether this level, or a worse one, is reached. */
    readonly failOn?: Level;
}

/** Exit codes of a review that could be made; that of a program that failed says so, whatever level was asked for. */
const EXIT = { fine: 0, programFailed: 1, levelReached: 3 } as const;

/** Reviews the changes, writes the review where it is wanted, and gives the exit code. */
export function writeReview(changes: ChangeSet, request: ReviewRequest): number {
    const review = reviewOf(changes);
    if (request.output === undefined) {
        process.stdout.write(rendered(review, request.format, process.stdout));
    } else {
        writeTo(request.output, rendered(review, request.format, { isTTY: false }));
        process.stdout.write(`${review.level}: ${review.headline}\n`);
    }
    if (changes.failure !== undefined) return EXIT.programFailed;
    // What pulumi up refuses is as little to be merged as a program that fails, whatever it would do.
    const reached = review.refusals.length > 0 ? "refused" : review.level;
    return request.failOn !== undefined && reaches(reached, request.failOn) ? EXIT.levelReached : EXIT.fine;
}

function rendered(
    review: Review,
    format: ReviewFormat,
    stream: { isTTY?: boolean; columns?: number },
): string {
    switch (format) {
        case "json":
            return `${JSON.stringify(renderReviewJson(review), null, 2)}\n`;
        case "markdown":
            return renderMarkdown(review);
        case "text":
            return renderReviewText(review, {
                style: styleFor(stream, process.env),
                width: pageWidth(stream, process.env),
            });
    }
}

function writeTo(file: string, text: string): void {
    try {
        writeFileSync(file, text);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const why =
            code === "ENOENT"
                ? `there is no folder ${dirname(file)}`
                : code === "EISDIR"
                  ? "that is a folder; write the name of a file"
                  : (error as Error).message;
        throw new StartProblem(`--output ${file}: ${why}`);
    }
}
