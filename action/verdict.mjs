// Step: fails the job when the new program fails, or the review reaches the level of `fail-on`, after its comment is there.
import { optional, required, Stop, step } from "./workflow.mjs";

await step(async () => {
    if (optional("REVIEW_REFUSED") === "true") throw new Stop("the new program fails; the review says why");
    if (optional("REVIEW_REACHED") !== "true") return;
    throw new Stop(
        `the review's level is "${required("REVIEW_LEVEL")}", and fail-on is "${required("REVIEW_FAIL_ON")}"`,
    );
});
