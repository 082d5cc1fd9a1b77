import { inWords, profileText } from "../../../preview/kernel/profileText";
import {
    buildKernelProfile,
    KernelPreset,
    type KernelProfile,
    PARAMETERS,
} from "../../../provider/nodes/kernel";
import { Problems } from "../../../provider/validation/problems";
import { placesOf } from "./layers";
import { SOURCE_SCRIPT, type SourceLine } from "./sourceScript";

const HOW_IT_IS_MADE =
    "<!-- Made by `npm run docs:kernel` from the table in provider/nodes/kernel. Do not edit. -->";

/** `docs/kernel-parity.md`: the source article's script against the profile of its own nodes. */
export function parityPage(): string {
    const profile = presetProfile(KernelPreset.Million);
    const rows = SOURCE_SCRIPT.map((line) => [
        `\`${line.line}\``,
        line.intent,
        `**${line.works}**: ${line.why}`,
        ours(line, profile),
    ]);
    const working = SOURCE_SCRIPT.filter((line) => line.works === "yes").length;
    return `${HOW_IT_IS_MADE}
# The source article's tuning script, line by line

The article "A million MQTT connections on ACK" tunes every worker node with a script. On today's ACK ${working} of its
${SOURCE_SCRIPT.length} lines do what they were meant to do. This page says for each what it was for, what becomes of it, and where the
kernel profile does the same. Values on the right are those of the preset Million, which is the article's load:
250,000 connections on a node of 64 vCPU and 128 GiB. Reasons and sources of every value: [kernel.md](kernel.md).

${table(["line", "meant to", "does it today?", "here"], rows)}
`;
}

/** The parameters in docs/kernel.md: a table of both presets, then why each value is what it is. */
export function parameterTable(): string {
    const [standard, million] = [KernelPreset.Standard, KernelPreset.Million].map(presetProfile);
    const rows = PARAMETERS.map((parameter) => [
        `\`${parameter.key}\``,
        inWords(valueIn(standard, parameter.key)),
        inWords(valueIn(million, parameter.key)),
        parameter.unit,
        placesOf(parameter.layers),
        parameter.effect,
    ]);
    const reasons = PARAMETERS.map(
        ({ key, reason, formula, source }) =>
            `- \`${key}\`: ${reason}. Value: ${formula}. Source: ${source}.`,
    );
    const header = ["parameter", "Standard", "Million", "unit", "where", "a change is felt"];
    return `${table(header, rows)}\n\nWhy, how much, and who says so:\n\n${reasons.join("\n")}`;
}

/** What `emqx-ack kernel --preset Million` prints, to the end of its second group's first parameter. */
export function beginOfOutput(): string {
    const [head, containers, pods = ""] = profileText(presetProfile(KernelPreset.Million)).split("\n\n");
    const [heading = "", first = ""] = pods.split(/\n(?= {2}\S)/);
    return [head, containers, `${heading}\n${first}`].join("\n\n");
}

function ours(line: SourceLine, profile: KernelProfile): string {
    if (line.ours) {
        return line.ours;
    }
    if (line.keys.length === 0) {
        return `left out: ${line.leftOut}`;
    }
    return line.keys
        .map((key) => {
            const parameter = profile.parameters.find((candidate) => candidate.key === key);
            if (!parameter) {
                throw new Error(`The parity table names ${key}, which is no parameter of the profile.`);
            }
            return `\`${key}\` = ${inWords(parameter.value)} (${placesOf(parameter.layers)})`;
        })
        .join("<br>");
}

function presetProfile(preset: KernelPreset): KernelProfile {
    return buildKernelProfile({ preset }, new Problems());
}

function valueIn(profile: KernelProfile | undefined, key: string): string {
    return profile?.parameters.find((parameter) => parameter.key === key)?.value ?? "";
}

/** A Markdown table with its columns aligned, as the formatter wants it. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
    const cells = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
    const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
    const line = (row: readonly string[]) =>
        `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
    const [head = [], ...body] = cells;
    return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
