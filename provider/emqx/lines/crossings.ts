import { compareVersions, minorOf } from "../../naming/versionNumbers";
import { EmqxEdition } from "../args/edition";
import { Crossing } from "./crossing";
import { CROSSING_RULES } from "./crossingRules";
import { isOneOf } from "./troubles";
import { nextStep, type Standing, stepInWords } from "./wayUp";

export { Crossing } from "./crossing";

export interface Verdict {
    readonly crossing: Crossing;
    /** What limits or forbids it, and what to write instead. */
    readonly because: string;
    /** Where it can be read, and when it was. */
    readonly source?: string;
}

/** Whether a running cluster of one version may become one of another. What no rule names is supported when it goes up. */
export function crossing(from: string, to: string): Verdict {
    const [old, wanted] = [minorOf(from), minorOf(to)];
    if (old === undefined || wanted === undefined || isSame(from, to)) return SUPPORTED;
    if (old !== wanted && compareVersions(from, to) > 0) {
        return {
            crossing: Crossing.Refused,
            because:
                "EMQX has no way back to an older minor once its database has been written by a newer one",
        };
    }
    const rule = CROSSING_RULES.find((one) => isOneOf(from, one.from) && isOneOf(to, one.to));
    if (rule === undefined) return SUPPORTED;
    const better = rule.better === undefined ? "" : `. Write version "${rule.better}"`;
    return {
        crossing: rule.crossing,
        because: `${rule.because}${better}`,
        source: `${rule.source}, read ${rule.read}`,
    };
}

/** The same for a cluster whose edition and line are known; a refusal names the next step on the way up. */
export function crossingFrom(from: Standing, to: string): Verdict {
    const verdict = leavesOpenSource(from, to) ?? crossing(from.version, to);
    if (verdict.crossing !== Crossing.Refused || compareVersions(from.version, to) > 0) return verdict;
    if (verdict.because.includes("Write version")) return verdict;
    const next = nextStep(from);
    const step = next === undefined ? "" : `. The next step is ${stepInWords(next)}`;
    return { ...verdict, because: `${verdict.because}${step}` };
}

/** Source: EMQX "Rolling Upgrade": its table is of Enterprise; open source ended with 5.8. */
function leavesOpenSource(from: Standing, to: string): Verdict | undefined {
    if (from.edition !== EmqxEdition.OpenSource || compareVersions(to, "5.9.0") < 0) return undefined;
    return {
        crossing: Crossing.Refused,
        because: "open-source EMQX goes up through Enterprise 5.8",
        source: 'EMQX documentation, "Rolling Upgrade", read 2026-11-21',
    };
}

const SUPPORTED: Verdict = { crossing: Crossing.Supported, because: "" };

function isSame(a: string, b: string): boolean {
    return compareVersions(a, b) === 0;
}
