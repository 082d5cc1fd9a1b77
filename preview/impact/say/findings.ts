import { percent } from "../../../provider/wording/figures";
import type { Finding } from "../facts/finding";
import type { ToldFinding } from "./told";

/** What the new program says of itself, in words: its own, and what they are against the base. */
export function tellFinding(finding: Finding): ToldFinding {
    return { ...finding, sentence: `${finding.fact.sentence}${against(finding)}` };
}

function against({ fact, since }: Finding): string {
    if (fact.kind === "warning" || fact.before === undefined || since === "unknown") return "";
    return since === "standing"
        ? ` It was at ${percent(fact.before)} before.`
        : ` Before: ${percent(fact.before)}.`;
}

/** Those that make the level: new, or worse than before. */
export function isNews({ since }: Finding): boolean {
    return since === "new" || since === "worse";
}

/** A finding in a few words, for a headline. */
export function findingTopic({ fact }: Finding): string {
    return fact.kind === "warning"
        ? "a warning of the new program"
        : `${fact.name} of ${fact.where}${fact.after === undefined ? "" : ` at ${percent(fact.after)}`}`;
}
