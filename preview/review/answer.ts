import { reaches } from "../impact/facts/level";
import type { Review } from "../impact/review";
import { findingTopic, isNews } from "../impact/say/findings";
import { timeText } from "../impact/say/steps";
import type { ToldEffect } from "../impact/say/told";
import { capital, counted, listed, number } from "../impact/say/wording";
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
    const cuts = cutEffects(review).map(cutText);
    const whole = cuts.length > 0 ? wholeText(review) : undefined;
    const texts = [...new Set([...(whole === undefined ? briefs : []), ...cuts])];
    if (texts.length === 0) {
        return review.level === "none" ? "Nobody notices." : "Nobody loses a connection.";
    }
    const more = texts.length - 2;
    return [
        ...(whole === undefined ? [] : [whole]),
        ...texts.slice(0, 2),
        ...(more > 0 ? [`(${counted(more, "more change")} of this kind below.)`] : []),
    ].join(" ");
}

/** How many lose their connection in the whole update, where one cluster's number is known. */
function wholeText({ clients, rollouts }: Review): string | undefined {
    const [account, ...others] = clients;
    if (account === undefined || others.length > 0 || account.cut === 0 || account.more) return undefined;
    // The rollout's own line has the number then.
    if (account.causes === 1 && rollouts.length > 0) return undefined;
    const { cut, connections, moved, more } = account;
    // Others are cut as well, and nobody can count them: no bound then.
    if (more) return undefined;
    return cut === connections
        ? `All ${number(connections)} clients are cut.`
        : `Up to ${number(cut)} of ${number(connections)} clients are cut${moved > 0 ? `, ${number(moved)} are moved` : ""}.`;
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
        ...keptNodes(effects).slice(0, 1),
        ...remedies.slice(0, 1),
        ...(news.length === 0 ? [] : [`Look at what the new program warns of: ${topics(news)}.`]),
    ];
    // A danger has its steps; without one the advice on what makes the level comes first.
    const advice = adviceOf(effects, level).filter((text) => !all.includes(text));
    const stops = refusals.length > 0 || changes.failure !== undefined;
    const decisive = dangers.length === 0 && !stops && (all.length === 0 || reaches(level, "reconnect"));
    return inRoom([...(decisive ? advice.slice(0, 1) : []), ...all], decisive ? advice.length - 1 : 0);
}

/** Signs that a line of the answer has. */
const ROOM = 380;

/** As many as there is room for. */
function inRoom(texts: readonly string[], others: number): string {
    if (texts.length === 0) return "Nothing to decide.";
    let shown = texts.length;
    while (shown > 1 && texts.slice(0, shown).join(" ").length > ROOM) shown -= 1;
    const more = texts.length - shown + Math.max(0, others);
    return `${texts.slice(0, shown).join(" ")}${more > 0 ? ` (${more} more below)` : ""}`;
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
