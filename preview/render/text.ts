import { EVALUATION_TOPIC } from "../../provider/emqx/lines/license";
import { cloudCalls } from "../cloudCalls";
import { plural } from "../impact/say/wording";
import type { Diagnostic, Graph, RecordedResource } from "../monitor/graph";
import { nameOf, STACK_TYPE } from "../monitor/urns";
import { STAGES } from "../stages";
import { type Summary, summarize } from "../summary";
import { waves } from "../waves";
import { capacitySections } from "./capacityPage";
import { highlights, showValue } from "./highlights";
import { lasting } from "./messages";
import type { Style } from "./style";
import { stageTree, type TreeRow } from "./tree";
import { wrap } from "./wrap";

export interface TextOptions {
    readonly style: Style;
    /** Columns of the page. */
    readonly width: number;
    /** Why this stack was chosen; empty when it was asked for. */
    readonly stackReason: string;
    /** Encrypted configuration that the preview did not see. */
    readonly undecrypted: readonly string[];
}

/** Columns: wave, name with its branches, type, and what fits of the highlights. */
interface Columns {
    readonly name: number;
    readonly type: number;
}

const MARGIN = "  ";
const WAVE_WIDTH = 4;
/** Of a terminal's page: the rest of the line is for what tells most. */
const MAX_NAME = 40;
const MAX_TYPE = 30;

/** The preview as a page for people. */
export function renderText(graph: Graph, options: TextOptions): string {
    const trees = STAGES.map((stage) => ({ stage, rows: stageTree(graph, stage) }));
    const columns = columnsFor(
        trees.flatMap(({ rows }) => rows),
        options.width,
    );
    const sections = [
        evaluationSection(graph.diagnostics, options),
        header(graph, options),
        ...trees
            .filter(({ rows }) => rows.length > 0)
            .map(({ stage, rows }) => [
                options.style.accent(options.style.bold(stage)),
                ...rows.map((row) => resourceLine(row, columns, options)),
            ]),
        orderSection(graph, options),
        outputsSection(graph, options),
        messagesSection(graph.diagnostics, options),
        ...capacitySections(graph, options),
        counts(summarize(graph), graph, options),
    ];
    return `${sections
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join("\n"))
        .join("\n\n")}\n`;
}

/** What nobody should find out later: before anything else. */
function evaluationSection(diagnostics: readonly Diagnostic[], { style, width }: TextOptions): string[] {
    const told = lasting(diagnostics).filter(isEvaluation);
    return told.flatMap(({ message }) =>
        wrap(message.split(" "), " ", width).map((line) => style.warning(line)),
    );
}

function isEvaluation({ message }: Diagnostic): boolean {
    // Behind the name of the component that says it.
    return message.includes(EVALUATION_TOPIC);
}

function header(graph: Graph, { style, stackReason, undecrypted }: TextOptions): string[] {
    const reason = stackReason === "" ? "" : style.dim(` (${stackReason})`);
    const outline = stageTree(graph, undefined)
        .map(({ resource }) => resource)
        .filter(({ type }) => type !== STACK_TYPE);
    return [
        `${style.bold(graph.project)}, stack ${style.bold(graph.stack)}${reason}`,
        style.dim("offline preview: what `pulumi up` would create on an empty stack; no account, no network"),
        ...(undecrypted.length > 0
            ? [style.dim(`encrypted configuration shown as unknown: ${undecrypted.join(", ")}`)]
            : []),
        ...outline.map((r) => `${style.bold(r.name)} ${style.dim(shortType(r.type))}`),
    ];
}

function columnsFor(rows: readonly TreeRow[], width: number): Columns {
    const widest = (lengths: number[], limit: number) =>
        Math.min(Number.isFinite(width) ? limit : width, Math.max(0, ...lengths));
    return {
        name: widest(
            rows.map(({ branch, resource }) => branch.length + resource.name.length),
            MAX_NAME,
        ),
        type: widest(
            rows.map(({ resource }) => shortType(resource.type).length),
            MAX_TYPE,
        ),
    };
}

function resourceLine(row: TreeRow, columns: Columns, { style, width }: TextOptions): string {
    const { resource, branch, wave } = row;
    const isComponent = !resource.custom && !resource.remote;
    const number = isComponent ? "" : String(wave);
    const name = truncate(resource.name, columns.name - branch.length);
    const padding = " ".repeat(Math.max(0, columns.name - branch.length - name.length));
    const type = truncate(shortType(resource.type), columns.type).padEnd(columns.type);
    const room = width - WAVE_WIDTH - columns.name - columns.type - 4;
    const detail = truncate(highlights(resource), Math.max(0, room));
    return [
        style.dim(number.padStart(WAVE_WIDTH - 1)),
        ` ${style.dim(branch)}${isComponent ? style.bold(name) : name}${padding}`,
        `  ${style.dim(type)}`,
        detail === "" ? "" : `  ${detail}`,
    ]
        .join("")
        .trimEnd();
}

function orderSection(graph: Graph, { style, width }: TextOptions): string[] {
    const byWave = new Map<number, RecordedResource[]>();
    const waveOf = waves(graph);
    for (const resource of graph.resources.filter((r) => r.custom || r.remote)) {
        const wave = waveOf.get(resource.urn) ?? 0;
        byWave.set(wave, [...(byWave.get(wave) ?? []), resource]);
    }
    const lines = [...byWave]
        .sort(([a], [b]) => a - b)
        .flatMap(([wave, resources]) => {
            const names = wrap(
                resources.map((r) => r.name),
                ", ",
                width - WAVE_WIDTH - 1,
            );
            return names.map(
                (line, i) => `${style.dim((i === 0 ? String(wave) : "").padStart(WAVE_WIDTH - 1))} ${line}`,
            );
        });
    const title = `${style.accent(style.bold("order"))} ${style.dim("(each line waits for those above it)")}`;
    return byWave.size === 0 ? [] : [title, ...lines];
}

function outputsSection(graph: Graph, { style, width }: TextOptions): string[] {
    const outputs = Object.entries(graph.outputs);
    const widest = Math.max(0, ...outputs.map(([key]) => key.length));
    const lines = outputs.map(([key, value]) => {
        const shown = truncate(showValue(value), width - widest - 4);
        const styled = shown
            .replaceAll("[secret]", style.secret("[secret]"))
            .replaceAll("<computed>", style.dim("<computed>"));
        return `${MARGIN}${key.padEnd(widest)}  ${styled}`;
    });
    return lines.length === 0 ? [] : [style.accent(style.bold("outputs")), ...lines];
}

function messagesSection(diagnostics: readonly Diagnostic[], { style, width }: TextOptions): string[] {
    const told = lasting(diagnostics).filter((one) => one.severity !== "error" && !isEvaluation(one));
    const lines = [...told]
        .sort((a, b) => Number(b.severity === "warning") - Number(a.severity === "warning"))
        .flatMap(({ severity, message, urn, source }) => {
            const about = urn === undefined || urn.includes(`${STACK_TYPE}::`) ? "" : `${nameOf(urn)}: `;
            const label = severity === "warning" ? "warning: " : "";
            return `${label}${about}${message}`
                .split("\n")
                .flatMap((line) => wrap(line.split(" "), " ", width - 2 * MARGIN.length))
                .map((line, i) => {
                    const shown = source === undefined ? line : style.dim(line);
                    const labelled = i === 0 ? shown.replace(/^warning:/, style.warning("warning:")) : shown;
                    return `${MARGIN}${i === 0 ? "" : MARGIN}${labelled}`;
                });
        });
    return lines.length === 0 ? [] : [style.accent(style.bold("messages")), ...lines];
}

function counts(summary: Summary, graph: Graph, { style }: TextOptions): string[] {
    const parts = [
        [summary.created, "to create"],
        [summary.imported, "to import"],
        [summary.read, "only read"],
        [summary.remoteComponents, plural(summary.remoteComponents, "chart or remote component")],
        [summary.providers, plural(summary.providers, "provider")],
        [summary.components, plural(summary.components, "component")],
    ] as const;
    const shown = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
    const calls = new Map<string, number>();
    for (const { token } of cloudCalls(graph).filter(({ known }) => !known)) {
        const name = token.split(":").at(-1) ?? token;
        calls.set(name, (calls.get(name) ?? 0) + 1);
    }
    const asked = [...calls].map(([name, count]) => (count === 1 ? name : `${name} x${count}`)).join(", ");
    const order = summary.waves === 0 ? [] : [`${summary.waves} ${plural(summary.waves, "wave")}`];
    return [
        style.bold([...(shown.length > 0 ? shown : ["no resources"]), ...order].join(", ")),
        ...(asked === ""
            ? []
            : [style.dim(`cloud functions not called, results shown as <computed>: ${asked}`)]),
    ];
}

/**
 * The type as Pulumi's own display has it: `alicloud:vpc:Switch`; of our components just the class, of Kubernetes
 * objects group, version and kind.
 */
export function shortType(type: string): string {
    const [pkg, module = "", name = ""] = type.split(":");
    if (pkg === "emqx-ack") {
        return name;
    }
    const parts = module.split("/");
    const repeats = parts.length > 1 && parts.at(-1)?.toLowerCase() === name.toLowerCase();
    const place = (repeats ? parts.slice(0, -1) : parts).join("/");
    return [pkg === "kubernetes" ? "" : pkg, place, name].filter(Boolean).join(":");
}

function truncate(text: string, length: number): string {
    return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}
