import { duration } from "../../provider/wording/figures";
import type { Review } from "../impact/review";
import { isNews } from "../impact/say/findings";
import { causesText, NO_CHANGES } from "../impact/say/headline";
import type { Danger, Step, ToldEffect } from "../impact/say/told";
import { capital } from "../impact/say/wording";
import { answerOf } from "./answer";
import { changeBlock, SIGN } from "./changeBlock";
import { fenced, prose } from "./escape";
import { factsOf } from "./facts";
import { gantt } from "./mermaid";

/** GitHub takes 65,536 characters; whoever posts the comment adds a line or two. */
const LIMIT = 65_000;

/** Longest that one list of refusals or dangers gets. */
const MOST = 10;

/** The review as a comment of a pull request: level and order first and whole, details folded and cut where there are too many. */
export function renderMarkdown(review: Review): string {
    const { project, stack } = review.changes;
    const marker = `<!-- emqx-ack-review:${commentSafe(project)}/${commentSafe(stack)} -->`;
    if (review.headline === NO_CHANGES) {
        return `${marker}\n${[NO_CHANGES, ...noteLines(review)].join("\n\n")}\n`;
    }
    if (review.changes.failure !== undefined && review.changes.changes.length === 0) {
        return `${[...headLines(review, marker), ...noteLines(review)].join("\n\n")}\n`;
    }
    const head = [
        ...headLines(review, marker),
        ...orderLines(review),
        ...factLines(review),
        ...noteLines(review),
    ];
    return assemble(head.join("\n\n"), [
        ["What each change does", effectItems(review)],
        ["Resources and properties", changeItems(review)],
    ]);
}

/** A comment in HTML ends at two dashes. */
function commentSafe(text: string): string {
    return text.replace(/--+/g, "-").replace(/[<>\r\n]/g, "");
}

/** The answer in ten lines: the level and what makes it, clients, sessions, time, what to decide, the way back. */
function headLines(review: Review, marker: string): string[] {
    const { base, source } = review.changes;
    const because = causesText(review.effects, review.level, review.findings, review.dangers);
    const answer = answerOf(review).map(({ label, text }) => `- **${label}:** ${prose(limited(text, 600))}`);
    return [
        `${marker}\n## EMQX review: ${review.level}`,
        `**${prose(capital(review.means))}${because === undefined ? "." : ":"}**${because === undefined ? "" : ` ${prose(limited(because, 400))}.`}`,
        answer.join("\n"),
        `${prose(capital(countsOf(review)))} ${againstWhat(source)} ${prose(base)}.`,
        ...alert(
            "CAUTION",
            "The new program fails, and so does <code>pulumi up</code>, before anything changes",
            failureItems(review),
        ),
        ...alert(
            "CAUTION",
            "<code>pulumi up</code> refuses this before its first change",
            review.refusals.map(({ sentence }) => prose(sentence)),
        ),
        ...dangerAlert(review.dangers),
        ...alert(
            "WARNING",
            "The new program warns",
            review.findings.filter(isNews).map(({ sentence }) => prose(limited(sentence, 700))),
        ),
    ];
}

/** Each problem by itself, as the program's error lists them. */
function failureItems({ changes: { failure = [] } }: Review): string[] {
    return failure.map(({ message, frames }) => {
        const [first = "", ...more] = message.split("\n").map((line) => line.trim());
        const at = frames[0] === undefined ? "" : ` (${prose(frames[0])})`;
        const lines = more.filter((line) => line !== "").map((line) => `>   - ${prose(limited(line, 700))}`);
        const rest = lines.length > MOST ? [`>   - ... and ${lines.length - MOST} more`] : [];
        return [`${prose(limited(first, 700))}${at}`, ...lines.slice(0, MOST), ...rest].join("\n");
    });
}

export function againstWhat(source: Review["changes"]["source"]): string {
    return source === "engine" ? "in the plan" : "against";
}

/** Changes in words: `2 updates, 1 replacement`. */
export function countsOf({ changes: { changes, failure } }: Review): string {
    const names = {
        create: "creation",
        update: "update",
        replace: "replacement",
        delete: "deletion",
    } as const;
    if (changes.length === 0)
        return failure === undefined ? "no resource changes" : "nothing of it was compared";
    return (Object.keys(names) as (keyof typeof names)[])
        .map(
            (operation) =>
                [changes.filter((c) => c.operation === operation).length, names[operation]] as const,
        )
        .filter(([count]) => count > 0)
        .map(([count, name]) => `${count.toLocaleString("en-US")} ${name}${count === 1 ? "" : "s"}`)
        .join(", ");
}

function alert(kind: string, title: string, items: readonly string[]): string[] {
    if (items.length === 0) return [];
    const shown = items.slice(0, MOST).map((item) => `> - ${item}`);
    const more = items.length > MOST ? [`> - ... and ${items.length - MOST} more`] : [];
    return [[`> [!${kind}]`, `> **${title}**`, ...shown, ...more].join("\n")];
}

function dangerAlert(dangers: readonly Danger[]): string[] {
    const items = dangers.map(({ title, because, issues, steps }) => {
        const links = issues.length > 0 ? ` (${issues.map(issueLink).join(", ")})` : "";
        const instead = steps.map((step, i) => `>   ${i + 1}. ${prose(step)}`).join("\n");
        return `**${prose(title)}**: ${prose(because)}${links}. Instead:\n${instead}`;
    });
    return alert("WARNING", "Better in steps", items);
}

/** `emqx-operator#1134` as a link; both repositories are EMQX's. */
function issueLink(issue: string): string {
    const [repository, id] = issue.split("#");
    return `[${issue}](https://github.com/emqx/${repository}/issues/${id})`;
}

function orderLines({ steps, refusals }: Review): string[] {
    if (steps.length === 0) return ["### Order", "Nothing moves."];
    const heading = refusals.length > 0 ? "### Order, if it were not refused" : "### Order";
    const items = steps.map((step, i) => `${i + 1}. ${stepLine(step)}`);
    const chart = gantt(steps);
    return [heading, items.join("\n"), ...(chart === undefined ? [] : [fenced(chart, "mermaid")])];
}

function stepLine({ part, title, detail, seconds }: Step): string {
    const time = seconds ? ` (${duration(seconds)})` : "";
    return `**${prose(title)}**${time} · ${prose(part)}: ${prose(limited(detail, 600))}`;
}

function factLines(review: Review): string[] {
    const rows = factsOf(review).map(
        ({ label, lines }) => `| ${label} | ${lines.map((line) => prose(limited(line, 700))).join("<br>")} |`,
    );
    return rows.length === 0 ? [] : ["### In detail", ["| | |", "|---|---|", ...rows].join("\n")];
}

function noteLines({ notes }: Review): string[] {
    const shown = notes.slice(0, MOST).map((note) => `> - ${prose(limited(note, 500))}`);
    const more = notes.length > MOST ? [`> - ... and ${notes.length - MOST} more`] : [];
    return shown.length === 0 ? [] : [["> [!NOTE]", ...shown, ...more].join("\n")];
}

function limited(text: string, length: number): string {
    return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}

function effectItems(review: Review): string[] {
    // Resources that one input makes together are told once.
    return [...new Set(review.effects.map((effect) => effectItem(effect)))];
}

function effectItem(effect: ToldEffect): string {
    const { what, level, certain, happens, back, data, advice, sources } = effect;
    const lines = [
        `- **${prose(limited(what, 300))}** · ${level}${certain ? "" : ", not certain"}`,
        `  ${prose(limited(happens, 900))}`,
        ...(data === undefined ? [] : [`  Data at risk: ${prose(data)}`]),
        ...(advice === undefined ? [] : [`  Advice: ${prose(advice)}`]),
        ...(level === "none" ? [] : [`  Back: ${prose(back.sentence)}`]),
        ...(sources.length === 0
            ? []
            : [
                  `  <sub>${[...new Set(sources.map(({ reference }) => reference))].map(prose).join(" · ")}</sub>`,
              ]),
    ];
    return lines.join("  \n");
}

function changeItems({ changes: { changes } }: Review): string[] {
    return changes.map((change) => {
        const block = changeBlock(change).map(({ sign, text }) => `${sign} ${text}`);
        const title = `\`${SIGN[change.operation]}\` ${prose(change.type)} **${prose(limited(change.name, 200))}**${change.previousUrn === undefined ? "" : " (alias of its old name)"}`;
        return block.length === 0 ? title : `${title}\n\n${fenced(block.join("\n"), "diff")}`;
    });
}

/** Folded sections after the head, as far as there is room. */
function assemble(
    head: string,
    sections: readonly (readonly [title: string, items: readonly string[]])[],
): string {
    let text = `${head}\n`;
    sections.forEach(([title, items], i) => {
        if (items.length === 0) return;
        const open = `\n<details>\n<summary>${title} (${items.length.toLocaleString("en-US")})</summary>\n\n`;
        const close = "\n</details>\n";
        // The later section keeps a share of what is left.
        const left = LIMIT - text.length - open.length - close.length - 400;
        const budget = i < sections.length - 1 ? Math.floor(left / 2) : left;
        const shown: string[] = [];
        let length = 0;
        for (const item of items) {
            if (length + item.length + 2 > budget) break;
            shown.push(item);
            length += item.length + 2;
        }
        const cut = items.length - shown.length;
        if (cut > 0) {
            shown.push(
                `*${cut.toLocaleString("en-US")} of ${items.length.toLocaleString("en-US")} left out: a comment takes no more. \`--format json\` has all of them.*`,
            );
        }
        text += `${open}${shown.join("\n\n")}\n${close}`;
    });
    return text;
}
