import { checkChartSource } from "../charts/rules";
import type { OperatorLine } from "../emqx/lines/line/line";
import { compareVersions, minorOf } from "../emqx/lines/versionNumbers";
import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { EmqxOperatorArgs, OperatorArgs } from "./emqxOperatorArgs";
import { EMQX_OPERATOR } from "./schema";

export function checkEmqxOperator(problems: Problems, args: EmqxOperatorArgs, line: OperatorLine): void {
    checkOperatorRules(problems, conform(problems, args, EMQX_OPERATOR) as EmqxOperatorArgs, line);
}

/** What conforms to the schema and is still wrong, alone and as part of a stack alike. */
export function checkOperatorRules(
    problems: Problems,
    args: OperatorArgs,
    { id, chart }: OperatorLine,
): void {
    const source = problems.at("source");
    checkChartSource(source, args.source);
    // Helm in the provider renders a chart from there under half of its name (invoke_helm_template.go, chart.template).
    if (/^https?:/.test(args.source?.chart ?? "")) {
        source.add(
            "chart",
            "is the address of a file, from which the operator's CRDs cannot be read; write repository, chart and version, an oci:// reference, or the path of the downloaded file",
        );
    }
    checkOperatorVersion(problems, args, id, chart);
    const version = args.source?.version;
    if (!isPlain(version) || isFit(version, id, chart.lowest)) return;
    source.add(
        "version",
        `is ${JSON.stringify(version)}; write ${chart.lowest} or a later ${id} (${chart.lowestBecause})`,
    );
}

function checkOperatorVersion(
    problems: Problems,
    { version }: OperatorArgs,
    id: string,
    chart: OperatorLine["chart"],
): void {
    // Of another line, or of none that is known: told with the EMQX that it is to run.
    if (!isPlain(version) || problems.has("version") || minorOf(version) !== id) return;
    if (isFit(version, id, chart.lowest)) return;
    problems.add(
        "version",
        `is "${version}"; write ${chart.lowest} or a later ${id} (${chart.lowestBecause})`,
    );
}

/** A released version of the line, and none that is too old. */
function isFit(version: string, line: string, lowest: string): boolean {
    const isReleased = /^v?\d+\.\d+\.\d+$/.test(version);
    return isReleased && minorOf(version) === line && compareVersions(version, lowest) >= 0;
}
