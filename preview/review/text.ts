import { duration } from "../../provider/wording/figures";
import type { Level } from "../impact/facts/level";
import type { Review } from "../impact/review";
import { isNews } from "../impact/say/findings";
import { causesText, NO_CHANGES } from "../impact/say/headline";
import type { Danger, ToldEffect } from "../impact/say/told";
import type { Style } from "../render/style";
import { shortType } from "../render/text";
import { wrapText } from "../render/wrap";
import { answerOf } from "./answer";
import { changeBlock, SIGN } from "./changeBlock";
import { type Fact, factsOf } from "./facts";
import { againstWhat, countsOf } from "./markdown";

export interface ReviewTextOptions {
    readonly style: Style;
    readonly width: number;
}

const MARGIN = "  ";

/** The review for a terminal. */
export function renderReviewText(review: Review, options: ReviewTextOptions): string {
    if (review.headline === NO_CHANGES) {
        return [[NO_CHANGES], section("notes", bullets(review.notes, options), options)]
            .filter((part) => part.length > 0)
            .map((part) => `${part.join("\n")}\n`)
            .join("\n");
    }
    const failed = review.changes.failure !== undefined && review.changes.changes.length === 0;
    const parts = [
        head(review, options),
        section("the new program fails", failureLines(review, options), options),
        section(
            "refused by pulumi up",
            bullets(
                review.refusals.map(({ sentence }) => sentence),
                options,
            ),
            options,
        ),
        section(
            "better in steps",
            review.dangers.flatMap((danger) => dangerLines(danger, options)),
            options,
        ),
        section(
            "the new program warns",
            bullets(
                review.findings.filter(isNews).map(({ sentence }) => sentence),
                options,
            ),
            options,
        ),
        ...(failed
            ? []
            : [
                  section("order", orderLines(review, options), options),
                  section("in detail", factLines(review, options), options),
              ]),
        section("changes", changeLines(review, options), options),
        section("notes", bullets(review.notes, options), options),
    ];
    return parts
        .filter((part) => part.length > 0)
        .map((part) => `${part.join("\n")}\n`)
        .join("\n");
}

function section(title: string, lines: readonly string[], { style }: ReviewTextOptions): string[] {
    return lines.length === 0 ? [] : [style.accent(style.bold(title)), ...lines];
}

function coloured(level: Level, text: string, style: Style): string {
    if (level === "data") return style.error(text);
    return level === "reconnect" || level === "rolling" ? style.warning(text) : text;
}

function head(review: Review, { style, width }: ReviewTextOptions): string[] {
    const { level, changes } = review;
    const because = causesText(review.effects, level, review.findings, review.dangers) ?? "";
    const answer = answerOf(review).map(({ label, text }) => ({ label, lines: [text] }));
    return [
        `${coloured(level, style.bold(level), style)}: ${review.means}`,
        ...wrapText(because, width),
        ...labelled(answer, { style, width }),
        ...wrapText(`${countsOf(review)} ${againstWhat(changes.source)} ${changes.base}`, width).map((line) =>
            style.dim(line),
        ),
    ];
}

function failureLines({ changes: { failure = [] } }: Review, options: ReviewTextOptions): string[] {
    return failure.flatMap(({ message, frames }) => [
        ...message
            .split("\n")
            .flatMap((line, i) => hanging(i === 0 ? `${MARGIN}- ` : `${MARGIN}  `, line, options.width)),
        ...frames.map((frame) => options.style.dim(`${MARGIN}    at ${frame}`)),
    ]);
}

function bullets(items: readonly string[], { width }: ReviewTextOptions): string[] {
    return items.flatMap((item) => hanging(`${MARGIN}- `, item, width));
}

function dangerLines(
    { title, because, issues, steps }: Danger,
    { style, width }: ReviewTextOptions,
): string[] {
    const known = issues.length > 0 ? ` (${issues.join(", ")})` : "";
    return [
        ...hanging(`${MARGIN}- `, `${title}: ${because}${known}.`, width),
        ...steps.flatMap((step, i) => hanging(`${MARGIN}${MARGIN}${i + 1}. `, step, width)),
    ].map((line, i) => (i === 0 ? line.replace(title, style.bold(title)) : line));
}

function orderLines({ steps }: Review, { style, width }: ReviewTextOptions): string[] {
    if (steps.length === 0) return [`${MARGIN}nothing moves`];
    return steps.flatMap((step, i) => {
        const number = `${i + 1}.`.padStart(4);
        const time = step.seconds ? ` ${style.dim(`(${duration(step.seconds)})`)}` : "";
        const title = coloured(step.level, style.bold(step.title), style);
        return [
            `${number} ${title}${time} ${style.dim(step.part)}`,
            ...hanging("     ", step.detail, width).map((line) => style.dim(line)),
        ];
    });
}

function factLines(review: Review, options: ReviewTextOptions): string[] {
    return labelled(factsOf(review), options);
}

function labelled(facts: readonly Fact[], { style, width }: ReviewTextOptions): string[] {
    const widest = Math.max(0, ...facts.map(({ label }) => label.length));
    return facts.flatMap(({ label, lines }) =>
        lines.flatMap((line, i) => {
            const name = i === 0 ? label.toLowerCase() : "";
            return hanging(`${MARGIN}${name.padEnd(widest)}  `, line, width).map((text, j) =>
                j === 0 ? text.replace(name, style.bold(name)) : text,
            );
        }),
    );
}

function changeLines(review: Review, { style, width }: ReviewTextOptions): string[] {
    const told = new Map<string, ToldEffect[]>();
    for (const effect of review.effects) told.set(effect.urn, [...(told.get(effect.urn) ?? []), effect]);
    return review.changes.changes.flatMap((change) => {
        const effects = told.get(change.urn) ?? [];
        const sign = SIGN[change.operation].padStart(2);
        return [
            `${MARGIN}${sign} ${style.bold(change.name)} ${style.dim(shortType(change.type))}`,
            ...effects.flatMap((effect) => effectLines(effect, { style, width })),
            ...changeBlock(change).map(({ sign: mark, text }) =>
                truncated(`${MARGIN}${MARGIN}${MARGIN}${mark} ${text}`, width, style),
            ),
        ];
    });
}

function effectLines(effect: ToldEffect, { style, width }: ReviewTextOptions): string[] {
    const { what, level, certain, happens, back, advice, rollout } = effect;
    const indent = `${MARGIN}${MARGIN}${MARGIN}`;
    const heading = `${level}${certain ? "" : " (not certain)"}: ${what}.`;
    return [
        ...hanging(indent, heading, width).map((line) => coloured(level, line, style)),
        ...(rollout === undefined || level === "data" ? hanging(indent, happens, width) : []),
        ...(advice === undefined ? [] : hanging(indent, `Advice: ${advice}`, width)),
        ...(level === "none" || rollout !== undefined
            ? []
            : hanging(indent, `Back: ${back.sentence}`, width)),
    ];
}

function truncated(line: string, width: number, style: Style): string {
    const short = line.length <= width ? line : `${line.slice(0, width - 1)}…`;
    return style.dim(short);
}

/** Wrapped, with the first line after `start` and the others beneath it. */
function hanging(start: string, text: string, width: number): string[] {
    const rest = " ".repeat(start.length);
    return wrapText(text, Math.max(20, width - start.length)).map(
        (line, i) => `${i === 0 ? start : rest}${line}`,
    );
}
