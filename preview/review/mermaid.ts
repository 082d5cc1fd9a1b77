import type { Level } from "../impact/facts/level";
import { capital } from "../impact/say/wording";

/** A step as a bar of the chart. */
export interface Bar {
    readonly part: string;
    readonly title: string;
    readonly seconds?: number;
    readonly level: Level;
}

/** More bars than this nobody reads. */
const MOST_BARS = 30;

/** Distance of the marks on the axis, by the length of the whole in minutes. */
const TICKS = [
    [15, "1minute"],
    [75, "5minute"],
    [240, "15minute"],
] as const;

/**
 * The rollout as a Mermaid gantt chart, which GitHub draws; undefined where there is no sequence to draw. Times are those of a
 * clock that starts at 00:00, since Mermaid shows times in the reader's zone. Syntax: mermaid.js.org/syntax/gantt.html.
 */
export function gantt(steps: readonly Bar[]): string | undefined {
    const timed = steps.filter((step) => (step.seconds ?? 0) > 0);
    if (timed.length < 2 || timed.length > MOST_BARS) return undefined;
    const minutes = timed.reduce((sum, step) => sum + (step.seconds ?? 0), 0) / 60;
    const [, tick] = TICKS.find(([upTo]) => minutes <= upTo) ?? ["", "1hour"];
    const lines = [
        // Room for the names of sections, and none above the chart.
        '%%{init: {"gantt": {"leftPadding": 110}}}%%',
        "gantt",
        "    dateFormat HH:mm:ss",
        "    axisFormat %H:%M",
        `    tickInterval ${tick}`,
        "    todayMarker off",
    ];
    let part = "";
    timed.forEach((step, i) => {
        if (step.part !== part) {
            part = step.part;
            lines.push(`    section ${clean(capital(part))}`);
        }
        const start = i === 0 ? "00:00:00" : `after s${i}`;
        const mark = step.level === "reconnect" || step.level === "data" ? "crit, " : "";
        // The number it has in the order, and first: a task that began with a keyword (section, title, click) would be read as one.
        lines.push(
            `    ${steps.indexOf(step) + 1}. ${clean(step.title)} :${mark}s${i + 1}, ${start}, ${Math.max(1, Math.ceil(step.seconds ?? 0))}s`,
        );
    });
    return lines.join("\n");
}

/** Without what ends or divides a line of the chart. */
function clean(text: string): string {
    const plain = text
        .replace(/[^\p{L}\p{N} ._/()@-]+/gu, " ")
        .replace(/\s+/g, " ")
        .trim();
    return plain.length <= 60 ? plain : `${plain.slice(0, 57).trimEnd()}...`;
}
