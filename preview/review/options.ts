import { Option } from "commander";
import { LEVELS } from "../impact/facts/level";

export const REVIEW_FORMATS = ["text", "markdown", "json"] as const;

export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

/** Options that every command with a review has. */

export function formatOption(): Option {
    return new Option(
        "-f, --format <format>",
        "text for people, markdown for a comment, json for programs (docs/review-json.md)",
    )
        .choices([...REVIEW_FORMATS])
        .default("text");
}

export function outputOption(): Option {
    return new Option(
        "-o, --output <file>",
        "write the review into a file, and one line about it to standard output",
    );
}

export function failOnOption(): Option {
    return new Option("--fail-on <level>", "exit with 3 when this level, or a worse one, is reached").choices(
        LEVELS.filter((level) => level !== "none"),
    );
}
