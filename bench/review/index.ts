import * as path from "node:path";
import { LICENSE, removeScratch, scratchFolder } from "../preview/programs";
import { changedExample, millisecondsToCompare, secondsOf } from "./measure";

/** `npm run bench:review`: ratios of one run, since this machine's seconds mean nothing on another. */

const TIMES = 3;
const SIZES = [250, 500, 1000, 2000];
const EXAMPLE = path.resolve(__dirname, "../../examples/million-connections");

function againstPlainPreview(): void {
    console.log("\nReview of a changed line in examples/million-connections against a plain preview of it");
    const program = changedExample(EXAMPLE, scratchFolder("review"));
    const runs = Array.from({ length: TIMES }, () => ({
        plain: secondsOf("preview", program, ...LICENSE),
        review: secondsOf("preview", program, "--base", "HEAD", ...LICENSE),
    }));
    // What disturbs a run only makes it slower.
    const plain = Math.min(...runs.map((run) => run.plain));
    const review = Math.min(...runs.map((run) => run.review));
    console.log(`  preview ${plain.toFixed(2)} s, preview --base ${review.toFixed(2)} s`);
    console.log(`  => ${(review / plain).toFixed(2)}x (both programs run at once)`);
}

function growth(): void {
    console.log("\nComparing two runs of more and more resources");
    const runs = SIZES.map((size) => ({ size, milliseconds: millisecondsToCompare(size, 5) }));
    const first = runs[0];
    for (const { size, milliseconds } of runs) {
        const each = (milliseconds / size / ((first?.milliseconds ?? 1) / (first?.size ?? 1))).toFixed(2);
        console.log(
            `  ${String(size).padStart(5)} resources ${milliseconds.toFixed(1).padStart(8)} ms, a resource ${each}x of that in ${first?.size}`,
        );
    }
}

try {
    growth();
    againstPlainPreview();
} finally {
    removeScratch();
}
