/** A line with its name at its end. */
export interface Series {
    readonly name: string;
    /** One of the classes `a` to `e`, which are its colour. */
    readonly colour: "a" | "b" | "c" | "d" | "e";
    readonly line: readonly (readonly [x: number, y: number])[];
    /** Measured points, with what each is. */
    readonly points?: readonly (readonly [x: number, y: number, what: string])[];
}

export interface Chart {
    readonly title: string;
    readonly description: string;
    readonly x: Axis;
    readonly y: Axis;
    readonly series: readonly Series[];
    /** Heights with a line across, and what it says. */
    readonly marks: readonly (readonly [y: number, text: string])[];
}

interface Axis {
    readonly label: string;
    readonly most: number;
    readonly step: number;
    readonly tick: (value: number) => string;
}

const WIDTH = 920;
const HEIGHT = 420;
const LEFT = 64;
const RIGHT = 190;
const TOP = 48;
const BOTTOM = 52;
/** Room of a name at its line's end. */
const NAME_WIDTH = 80;
const NAME_HEIGHT = 16;

/** The chart as SVG: the same text for the same data; no scripts, nothing to load, light and dark. */
export function chartSvg(chart: Chart): string {
    const x = (value: number) => round(LEFT + (value / chart.x.most) * (WIDTH - LEFT - RIGHT));
    const y = (value: number) => round(HEIGHT - BOTTOM - (value / chart.y.most) * (HEIGHT - TOP - BOTTOM));
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title desc">`,
        `<title id="title">${escaped(chart.title)}</title>`,
        `<desc id="desc">${escaped(chart.description)}</desc>`,
        STYLE,
        `<rect class="page" width="${WIDTH}" height="${HEIGHT}"/>`,
        `<text class="heading" x="12" y="24">${escaped(chart.title)}</text>`,
        ...axes(chart, x, y),
        ...chart.marks.flatMap(([at, text]) => [
            `<line class="mark" x1="${LEFT}" y1="${y(at)}" x2="${WIDTH - RIGHT}" y2="${y(at)}"/>`,
            `<text class="marktext" x="${LEFT + 6}" y="${y(at) - 5}">${escaped(text)}</text>`,
        ]),
        ...chart.series.flatMap(({ line, colour }) => [
            `<polyline class="line ${colour}" points="${line.map(([a, b]) => `${x(a)},${y(b)}`).join(" ")}"/>`,
        ]),
        ...chart.series.flatMap(({ points = [], colour }) =>
            points.map(
                ([a, b, what]) =>
                    `<circle class="point ${colour}" cx="${x(a)}" cy="${y(b)}" r="5"><title>${escaped(what)}</title></circle>`,
            ),
        ),
        ...names(chart, x, y),
        "</svg>",
        "",
    ].join("\n");
}

type Scale = (value: number) => number;

function axes(chart: Chart, x: Scale, y: Scale): string[] {
    const bottom = HEIGHT - BOTTOM;
    return [
        ...steps(chart.y).flatMap((value) => [
            `<line class="axis" x1="${LEFT}" y1="${y(value)}" x2="${WIDTH - RIGHT}" y2="${y(value)}"/>`,
            `<text class="tick" x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${escaped(chart.y.tick(value))}</text>`,
        ]),
        ...steps(chart.x).map(
            (value) =>
                `<text class="tick" x="${x(value)}" y="${bottom + 18}" text-anchor="middle">${escaped(chart.x.tick(value))}</text>`,
        ),
        `<text class="tick" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${bottom + 40}" text-anchor="middle">${escaped(chart.x.label)}</text>`,
        `<text class="tick" x="${LEFT}" y="${TOP - 8}">${escaped(chart.y.label)}</text>`,
    ];
}

function steps({ most, step }: Axis): number[] {
    return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** At the end of each line; moved down where it would lie on another. */
function names({ series }: Chart, x: Scale, y: Scale): string[] {
    const placed: { left: number; base: number }[] = [];
    return series
        .map(({ name, colour, line }) => ({ name, colour, end: line.at(-1) ?? [0, 0] }))
        .sort((a, b) => b.end[1] - a.end[1])
        .map(({ name, colour, end }) => {
            const left = x(end[0]) + 8;
            let base = y(end[1]) + 4;
            for (const other of placed) {
                if (Math.abs(other.left - left) < NAME_WIDTH && Math.abs(other.base - base) < NAME_HEIGHT)
                    base = other.base + NAME_HEIGHT;
            }
            placed.push({ left, base });
            return `<text class="name ${colour}" x="${left}" y="${round(base)}">${escaped(name)}</text>`;
        });
}

const STYLE = `<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f; }
.heading { font-size: 15px; font-weight: 600; }
.tick { font-size: 11px; fill: #57606a; }
.page { fill: #ffffff; }
.axis { stroke: #eaeef2; stroke-width: 1; }
.line { fill: none; stroke-width: 2; }
.point { stroke: #ffffff; stroke-width: 1.5; }
.mark { stroke: #cf222e; stroke-width: 1; stroke-dasharray: 4 3; }
.marktext { fill: #cf222e; font-size: 11px; }
.name { font-weight: 600; }
.line.a { stroke: #0969da; } .point.a, .name.a { fill: #0969da; }
.line.b { stroke: #bc4c00; } .point.b, .name.b { fill: #bc4c00; }
.line.c { stroke: #1a7f37; } .point.c, .name.c { fill: #1a7f37; }
.line.d { stroke: #8250df; } .point.d, .name.d { fill: #8250df; }
.line.e { stroke: #57606a; } .point.e, .name.e { fill: #57606a; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.tick { fill: #9198a1; }
.page { fill: #0d1117; }
.axis { stroke: #262c36; }
.point { stroke: #0d1117; }
.mark { stroke: #f85149; } .marktext { fill: #f85149; }
.line.a { stroke: #4493f8; } .point.a, .name.a { fill: #4493f8; }
.line.b { stroke: #db6d28; } .point.b, .name.b { fill: #db6d28; }
.line.c { stroke: #3fb950; } .point.c, .name.c { fill: #3fb950; }
.line.d { stroke: #ab7df8; } .point.d, .name.d { fill: #ab7df8; }
.line.e { stroke: #9198a1; } .point.e, .name.e { fill: #9198a1; }
}
</style>`;

function round(value: number): number {
    return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
