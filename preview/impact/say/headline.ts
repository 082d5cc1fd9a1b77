import type { ChangeSet } from "../../changes/change";
import { LEVEL_MEANS, type Level } from "../facts/level";
import type { Refusal } from "../facts/refusal";
import { wordsOf } from "./effects";
import { findingTopic, isNews } from "./findings";
import { kinship, together } from "./heading";
import type { Danger, ToldEffect, ToldFinding } from "./told";
import { counted, listed } from "./wording";

export const NO_CHANGES = "no changes";

/** What a level says; one that only the new program's own warnings make says that nothing moves for it. */
export function meaningOf(level: Level, moved: Level, isRefused = false): string {
    if (isRefused)
        return `refused by pulumi up before its first change; if it were not: ${meaningOf(level, moved)}`;
    if (level === moved || level === "refused") return LEVEL_MEANS[level];
    return level === "reload"
        ? "nothing moves that a client notices, but the new program warns"
        : "clients may find no room in what the new program asks for";
}

interface Told {
    readonly refusals: readonly Refusal[];
    readonly dangers: readonly Danger[];
    readonly findings: readonly ToldFinding[];
}

/** The whole in one line. */
export function headline(
    { changes, failure }: ChangeSet,
    { level, moved }: { readonly level: Level; readonly moved: Level },
    effects: readonly ToldEffect[],
    { refusals, dangers, findings }: Told,
): string {
    if (failure !== undefined) return `${LEVEL_MEANS.refused}: ${firstLine(failure[0]?.message ?? "")}`;
    const news = findings.filter(isNews);
    if (changes.length === 0 && news.length === 0 && dangers.length === 0) return NO_CHANGES;
    const causes = level === "none" ? [] : causesOf(effects, level, news, dangers);
    const because = causes.length > 0 ? ` (${shortened(causes)})` : "";
    const count = changes.length === 0 ? NO_CHANGES : counted(changes.length, "change");
    return `${count}, ${meaningOf(level, moved, refusals.length > 0)}${because}`;
}

function firstLine(text: string): string {
    return text.split("\n")[0] ?? "";
}

/** More of them, or longer ones, are only counted. */
const MOST = { causes: 3, signs: 260 };

/** What makes the level what it is: what is alike together, and nothing that only follows from another one of them. */
function causesOf(
    effects: readonly ToldEffect[],
    level: Level,
    findings: readonly ToldFinding[],
    dangers: readonly Danger[],
): string[] {
    const renamed = dangers.filter(({ fact }) => RENAMED.includes(fact.kind)).map(({ title }) => title);
    const causes = effects.filter((effect) => effect.level === level && !effect.follows);
    const found = findings.filter((finding) => isNews(finding) && finding.level === level);
    const pools = causes.some(({ fact }) => fact.kind === "poolGone" && fact.way === "emptied");
    const alike = new Map<string, ToldEffect[]>();
    for (const cause of causes.filter(({ fact }) => !(pools && isOfNewPools(fact)))) {
        const key = kinship(cause.fact);
        alike.set(key, [...(alike.get(key) ?? []), cause]);
    }
    const headings = [...alike.values()].map((group) =>
        together(group.map((cause) => ({ fact: cause.fact, what: wordsOf(cause).what }))),
    );
    return [...new Set([...renamed, ...headings, ...found.map(findingTopic)])];
}

/** Names that bring the rest about. */
const RENAMED: readonly Danger["fact"]["kind"][] = ["poolsFollowName", "projectRenamed"];

/** New nodes have another profile and other labels, which the pods follow. */
function isOfNewPools(fact: ToldEffect["fact"]): boolean {
    return (
        fact.kind === "podKernel" ||
        (fact.kind === "podPlacement" && fact.fields.every((field) => field === "nodeSelector"))
    );
}

/** The first of them, and how many more there are. */
function shortened(causes: readonly string[]): string {
    let shown = Math.min(causes.length, MOST.causes);
    const lengthOf = (count: number) => causes.slice(0, count).join(", ").length;
    while (shown > 1 && lengthOf(shown) > MOST.signs) shown -= 1;
    const more = causes.length - shown;
    return listed([...causes.slice(0, shown), ...(more > 0 ? [`${more} more`] : [])]);
}

/** The same in a sentence; undefined where no single change makes the level. */
export function causesText(
    effects: readonly ToldEffect[],
    level: Level,
    findings: readonly ToldFinding[],
    dangers: readonly Danger[],
): string | undefined {
    const causes = causesOf(effects, level, findings, dangers);
    return causes.length > 0 ? shortened(causes) : undefined;
}

/** What could not be known here, and what a reader has to know about the comparison. */
export function notesOf(
    changes: ChangeSet,
    effects: readonly ToldEffect[],
    findings: readonly ToldFinding[],
): string[] {
    const standing = findings.filter((finding) => finding.since === "standing");
    const unplaced = findings.filter((finding) => finding.since === "unknown");
    const uncertain = [...new Set(effects.filter(({ certain }) => !certain).map(({ what }) => what))];
    const maybe = changes.mayChange.map(({ name }) => name);
    return [
        ...changes.warnings,
        ...(standing.length === 0
            ? []
            : [
                  `The new program warns of ${counted(standing.length, "thing")} that the base's warns of as well; emqx-ack preview shows ${standing.length === 1 ? "it" : "them"}.`,
              ]),
        ...unplaced.map(
            ({ sentence }) => `The program warns (whether it did so before is not kept): ${sentence}`,
        ),
        ...(uncertain.length > 0
            ? [
                  `Not certain, since it hangs on values or resources that are not known here: ${listed(uncertain, 5)}.`,
              ]
            : []),
        ...(maybe.length > 0
            ? [
                  `${counted(maybe.length, "resource")} may turn out to change, in values that are not known before the update: ${listed(maybe, 5)}.`,
              ]
            : []),
    ];
}
