import { checkChartSource } from "../charts/rules";
import { allLines, lineOfOperator } from "../emqx/lines";
import type { OperatorChart } from "../emqx/lines/line/chart";
import type { OperatorLine } from "../emqx/lines/line/line";
import { compareVersions } from "../naming/versionNumbers";
import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { EmqxOperatorArgs, OperatorArgs } from "./emqxOperatorArgs";
import { EMQX_OPERATOR } from "./schema";

export function checkEmqxOperator(problems: Problems, args: EmqxOperatorArgs, line: OperatorLine): void {
    const given = conform(problems, args, EMQX_OPERATOR) as EmqxOperatorArgs;
    checkOperatorRules(problems, given, line);
    const { version } = given;
    // In a stack it is told with the EMQX that it is to run.
    if (!isPlain(version) || problems.has("version") || lineOfOperator(version) !== undefined) return;
    problems.add("version", `is "${version}"; write ${allLines().map(lowestOf).join(", or ")}`);
}

/** What conforms to the schema and is still wrong, alone and as part of a stack alike. */
export function checkOperatorRules(problems: Problems, args: OperatorArgs, line: OperatorLine): void {
    const source = problems.at("source");
    checkChartSource(source, args.source);
    // Helm in the provider renders a chart from there under half of its name (invoke_helm_template.go, chart.template).
    if (/^https?:/.test(args.source?.chart ?? "")) {
        source.add(
            "chart",
            "is the address of a file, from which the operator's CRDs cannot be read; write repository, chart and version, an oci:// reference, or the path of the downloaded file",
        );
    }
    checkVersion(problems, args.version, line);
    if (args.webhook !== undefined && !line.chart.needsCertManager) {
        problems.add("webhook", `is given, but ${line.words.operator} has none; leave it out`);
    }
}

function checkVersion(problems: Problems, version: string | undefined, line: OperatorLine): void {
    if (!isPlain(version) || problems.has("version") || lineOfOperator(version) !== line) return;
    if (isFit(version, line.chart)) return;
    problems.add("version", `is "${version}"; write ${lowestOf(line)} (${line.chart.lowestBecause})`);
}

function lowestOf({ id, chart }: OperatorLine): string {
    return `${chart.lowest} or a later ${id}`;
}

/** A release, and none that is too old. */
function isFit(version: string, { lowest }: OperatorChart): boolean {
    return !version.includes("-") && compareVersions(version, lowest) >= 0;
}
