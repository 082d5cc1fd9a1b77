import type { Counts, TimelinePicture, TimelineSample } from "../../../testkit/scenario/picture";

const LEFT = 170;
const RIGHT = 24;
const WIDTH = 920;
const TOP = 74;
const LANE = 50;
const GAP = 16;
const BAND = 36;
/** Width of a letter of small text, on the safe side. */
const LETTER = 6.4;

const LANES = [
    ["oldCores", "cores, old", "old"],
    ["newCores", "cores, new", "new"],
    ["oldReplicants", "replicants, old", "old"],
    ["newReplicants", "replicants, new", "new"],
] as const;

/** The picture as SVG: the same text for the same data; no scripts, nothing to load, light and dark. */
export function timelineSvg(picture: TimelinePicture): string {
    const { samples, title } = picture;
    const end = Math.max(...samples.map(({ t }) => t), ...picture.marks.map(({ t }) => t)) * 1.06;
    const x = (t: number) => round(LEFT + (t / end) * (WIDTH - LEFT - RIGHT));
    const laneTop = (lane: number) => TOP + BAND + GAP + lane * (LANE + GAP);
    const bottom = laneTop(LANES.length + 1) - GAP;
    const height = bottom + 62;
    const highest = Math.max(
        ...samples.map(({ newReplicants, oldReplicants }) => newReplicants[0] + oldReplicants[0]),
    );
    const tallest = Math.max(1, ...samples.flatMap((s) => LANES.map(([key]) => s[key][0])));
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title desc">`,
        `<title id="title">${escaped(title)}</title>`,
        `<desc id="desc">${escaped(description(picture))}</desc>`,
        style(),
        `<rect class="page" width="${WIDTH}" height="${height}"/>`,
        `<text class="heading" x="12" y="24">${escaped(title)}</text>`,
        ...legend(),
        ...secondsAxis(end, x, bottom),
        ...conditionBand(samples, end, x),
        ...LANES.flatMap(([key, label, age], lane) =>
            countLane(label, age, samples, (sample) => sample[key], { x, end, top: laneTop(lane), tallest }),
        ),
        ...servingLane(picture, { x, end, top: laneTop(LANES.length), tallest: Math.max(1, highest) }),
        ...marks(picture, x, bottom),
        "</svg>",
        "",
    ].join("\n");
}

interface Frame {
    readonly x: (t: number) => number;
    readonly end: number;
    readonly top: number;
    /** The count that fills the lane. */
    readonly tallest: number;
}

function style(): string {
    return `<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f; }
.heading { font-size: 15px; font-weight: 600; }
.small, .tick { font-size: 11px; fill: #57606a; }
.page { fill: #ffffff; }
.axis { stroke: #d0d7de; stroke-width: 1; }
.old { fill: #bc4c00; } .new { fill: #0969da; }
.running { fill-opacity: 0.28; }
.band { fill: #eaeef2; stroke: #d0d7de; }
.ready { fill: #dafbe1; stroke: #4ac26b; }
.mark { stroke: #8250df; stroke-width: 1.5; stroke-dasharray: 4 3; }
.marktext { fill: #8250df; font-weight: 600; }
.budget { stroke: #ffffff; stroke-width: 2; stroke-dasharray: 6 3; }
.budgettext { fill: #cf222e; font-size: 11px; font-weight: 600; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.small, .tick { fill: #9198a1; }
.page { fill: #0d1117; }
.axis { stroke: #3d444d; }
.old { fill: #db6d28; } .new { fill: #4493f8; }
.running { fill-opacity: 0.35; }
.band { fill: #212830; stroke: #3d444d; }
.ready { fill: #12341d; stroke: #2ea043; }
.mark { stroke: #ab7df8; } .marktext { fill: #ab7df8; }
.budgettext { fill: #f85149; }
}
</style>`;
}

function legend(): string[] {
    const entry = (at: number, classes: string, text: string) => [
        `<rect class="${classes}" x="${at}" y="35" width="12" height="12"/>`,
        `<text class="small" x="${at + 17}" y="45">${text}</text>`,
    ];
    return [
        ...entry(LEFT, "old", "old, takes traffic"),
        ...entry(LEFT + 130, "old running", "old, runs only"),
        ...entry(LEFT + 240, "new", "new, takes traffic"),
        ...entry(LEFT + 370, "new running", "new, runs only"),
    ];
}

function secondsAxis(end: number, x: Frame["x"], bottom: number): string[] {
    const step = end > 60 ? 10 : 5;
    const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
    return [
        ...ticks.map((t) => `<line class="axis" x1="${x(t)}" y1="${TOP}" x2="${x(t)}" y2="${bottom}"/>`),
        ...ticks.map(
            (t) => `<text class="tick" x="${x(t)}" y="${bottom + 16}" text-anchor="middle">${t} s</text>`,
        ),
    ];
}

/** What the operator says, each condition once for as long as it lasts. */
function conditionBand(samples: readonly TimelineSample[], end: number, x: Frame["x"]): string[] {
    const spans: { condition: string; from: number; to: number }[] = [];
    for (const [i, { t, condition }] of samples.entries()) {
        const to = samples[i + 1]?.t ?? end;
        const last = spans.at(-1);
        if (last?.condition === condition) last.to = to;
        else spans.push({ condition, from: t, to });
    }
    return [
        label("operator says", TOP + BAND / 2),
        ...spans.flatMap(({ condition, from, to }) => {
            const width = round(x(to) - x(from));
            return [
                `<rect class="band${condition === "Ready" ? " ready" : ""}" x="${x(from)}" y="${TOP}" width="${width}" height="${BAND}"><title>${escaped(condition)}</title></rect>`,
                ...written(condition, round(x(from) + width / 2), width),
            ];
        }),
    ];
}

/** A condition's name on one line or two (`CoreNodes`, `Progressing`), or not at all where there is no room. */
function written(condition: string, middle: number, width: number): string[] {
    const fits = (line: string) => line.length * LETTER + 4 <= width;
    const two = /^(.+)([A-Z][a-z]+)$/.exec(condition)?.slice(1) ?? [condition];
    const lines = [[condition], two].find((choice) => choice.every(fits)) ?? [];
    const first = TOP + BAND / 2 + 4 - (lines.length - 1) * 7;
    return lines.map(
        (line, i) =>
            `<text class="small" x="${middle}" y="${first + i * 14}" text-anchor="middle">${escaped(line)}</text>`,
    );
}

function countLane(
    name: string,
    age: "old" | "new",
    samples: readonly TimelineSample[],
    counts: (sample: TimelineSample) => Counts,
    frame: Frame,
): string[] {
    return [
        label(name, frame.top + LANE / 2),
        area(`${age} running`, samples, (sample) => [0, counts(sample)[0]], frame),
        area(age, samples, (sample) => [0, counts(sample)[1]], frame),
        baseline(frame),
    ];
}

/** Old and new replicants that take traffic, on top of each other, over the least there may be. */
function servingLane({ samples, budget }: TimelinePicture, frame: Frame): string[] {
    const y = round(frame.top + LANE - (budget / frame.tallest) * LANE);
    return [
        label("replicants that", frame.top + LANE / 2 - 14),
        label("take traffic", frame.top + LANE / 2 + 1),
        `<text class="budgettext" x="${LEFT - 12}" y="${frame.top + LANE / 2 + 19}" text-anchor="end">never fewer than ${budget}</text>`,
        area("new", samples, (s) => [0, s.newReplicants[1]], frame),
        area("old", samples, (s) => [s.newReplicants[1], s.newReplicants[1] + s.oldReplicants[1]], frame),
        baseline(frame),
        `<line class="budget" x1="${LEFT}" y1="${y}" x2="${frame.x(frame.end)}" y2="${y}"/>`,
    ];
}

function label(text: string, middle: number): string {
    return `<text x="${LEFT - 12}" y="${middle + 4}" text-anchor="end">${escaped(text)}</text>`;
}

function baseline({ x, end, top }: Frame): string {
    return `<line class="axis" x1="${LEFT}" y1="${top + LANE}" x2="${x(end)}" y2="${top + LANE}"/>`;
}

/** Steps: a count holds until the next sample. */
function area(
    classes: string,
    samples: readonly TimelineSample[],
    span: (sample: TimelineSample) => readonly [low: number, high: number],
    { x, end, top, tallest }: Frame,
): string {
    const y = (count: number) => round(top + LANE - (count / tallest) * LANE);
    const columns = samples.flatMap((sample, i) => {
        const [low, high] = span(sample);
        if (high === low) return [];
        const [from, to] = [x(sample.t), x(samples[i + 1]?.t ?? end)];
        return [`M${from} ${y(low)}V${y(high)}H${to}V${y(low)}Z`];
    });
    return `<path class="${classes}" d="${columns.join("")}"/>`;
}

function marks({ marks }: TimelinePicture, x: Frame["x"], bottom: number): string[] {
    return marks.flatMap(({ t, text }, i) => {
        const last = i === marks.length - 1;
        return [
            `<line class="mark" x1="${x(t)}" y1="${TOP - 6}" x2="${x(t)}" y2="${bottom + 22}"/>`,
            `<text class="marktext" x="${x(t)}" y="${bottom + (last ? 52 : 36)}" text-anchor="${i === 0 ? "start" : "end"}">${escaped(text)} (${t} s)</text>`,
        ];
    });
}

/** The same for whoever does not see it. */
function description({ samples, marks, budget }: TimelinePicture): string {
    const serving = samples.map(({ oldReplicants, newReplicants }) => oldReplicants[1] + newReplicants[1]);
    const conditions = samples.map(({ condition }) => condition).filter((c, i, all) => c !== all[i - 1]);
    return [
        `The operator goes through ${conditions.join(", ")}.`,
        `At every moment ${Math.min(...serving)} replicants or more take traffic; ${budget} is the least there may be.`,
        ...marks.map(({ t, text }) => `${text} after ${t} seconds.`),
    ].join(" ");
}

function escaped(text: string): string {
    return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}
