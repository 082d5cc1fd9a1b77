import type { Review } from "../impact/review";
import { findingTopic, isNews } from "../impact/say/findings";
import { timeText } from "../impact/say/steps";
import type { ToldEffect } from "../impact/say/told";
import { capital, counted, listed } from "../impact/say/wording";
import { adviceOf, backOf, cutEffects } from "./facts";

/** What a reader has to know before merging, a line each, in the order in which one asks. */
export interface AnswerLine {
    readonly label: string;
    readonly text: string;
}

export function answerOf(review: Review): AnswerLine[] {
    const lines: [label: string, text: string | undefined][] = [
        ["Clients", clientsText(review)],
        [review.rollouts.length > 0 ? "Sessions" : "Data", sessionsText(review)],
        ["Time", timeText(review)],
        ["Before merging", todoText(review)],
        backText(backOf(review)?.sentence),
    ];
    return lines.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

const NEVER = "Cannot be undone";

/** What cannot be undone at all is the label itself. */
function backText(sentence: string | undefined): [label: string, text: string | undefined] {
    return sentence?.startsWith(`${NEVER}: `)
        ? [NEVER, capital(sentence.slice(NEVER.length + 2))]
        : ["Way back", sentence];
}

function clientsText(review: Review): string {
    const briefs = review.rollouts.map(({ clientsBrief }) => clientsBrief);
    const [first, second, ...rest] = [...new Set([...briefs, ...cutEffects(review).map(cutText)])];
    if (first === undefined) {
        return review.level === "none" ? "Nobody notices." : "Nobody loses a connection.";
    }
    const more = rest.length > 0 ? [`(${counted(rest.length, "more change")} of this kind below.)`] : [];
    return [first, ...(second === undefined ? [] : [second]), ...more].join(" ");
}

/** What a change does to clients: the first sentence, or the one after that on the pods that are replaced. */
function cutText({ happens, rollout }: ToldEffect): string {
    const sentences = happens.split(/(?<=[.])\s/);
    return sentences[rollout !== undefined && sentences.length > 1 ? 1 : 0] ?? happens;
}

function sessionsText({ rollouts, effects }: Review): string | undefined {
    const [sessions] = rollouts.map((rollout) => rollout.sessions);
    const causes = effects.filter(({ follows }) => !follows);
    const data = [...new Set(causes.flatMap(({ data: risk }) => risk ?? []))];
    const all = [
        ...(sessions === undefined ? [] : [sessions]),
        ...(data.length === 0 ? [] : [`At risk: ${listed(data.map(inSentence), 3)}.`]),
    ];
    return all.length === 0 ? undefined : all.join(" ");
}

/** What has to be mended or decided, the hardest first; what it is about stands below. */
function todoText({ changes, refusals, dangers, findings, rollouts, effects, level }: Review): string {
    const news = findings.filter(isNews);
    const remedies = [...new Set(rollouts.flatMap(({ remedy }) => remedy ?? []))];
    const all = [
        ...(changes.failure === undefined ? [] : ["The new program fails: mend it first."]),
        ...(refusals.length === 0
            ? []
            : [`pulumi up refuses it as it is, for ${counted(refusals.length, "reason")} below.`]),
        ...(dangers.length === 0
            ? []
            : [
                  `Better in steps, below: ${listed(
                      dangers.map(({ title }) => inSentence(title)),
                      2,
                  )}.`,
              ]),
        ...(news.length === 0 ? [] : [`Look at what the new program warns of: ${topics(news)}.`]),
        ...remedies.slice(0, 1),
        ...keptNodes(effects).slice(0, 1),
    ];
    if (all.length > 0) return all.join(" ");
    const [first, ...more] = adviceOf(effects, level);
    if (first === undefined) return "Nothing to decide.";
    return more.length === 0 ? first : `${first} (${more.length} more below)`;
}

/** Ceilings by name; other warnings are sentences, which stand below. */
function topics(news: Review["findings"]): string {
    const ceilings = news.filter(({ fact }) => fact.kind !== "warning").map(findingTopic);
    const warnings = news.length - ceilings.length;
    return listed([...ceilings.slice(0, 2), ...rest(ceilings.length - 2, warnings)]);
}

function rest(ceilings: number, warnings: number): string[] {
    return [
        ...(ceilings > 0 ? [`${ceilings} more`] : []),
        ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ];
}

/** What keeps nodes that a kernel profile would replace. */
function keptNodes(effects: readonly ToldEffect[]): string[] {
    return effects.flatMap(({ fact, advice }) =>
        fact.kind === "poolGone" &&
        fact.way === "emptied" &&
        // A danger of its own says that.
        fact.reasons.every(({ reason }) => reason !== "name") &&
        advice !== undefined
            ? [advice]
            : [],
    );
}

/** As it goes on within a sentence: names stay as they are. */
function inSentence(text: string): string {
    const plain = text.replace(/[.]$/, "");
    return /^[A-Z](?=[a-z ])/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}
