import { checkChartSource } from "../charts/rules";
import { DEFAULT_LINE, LINES_NOT_WRITTEN } from "../emqx/lines";
import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { EmqxOperatorArgs, OperatorArgs } from "./emqxOperatorArgs";
import { EMQX_OPERATOR } from "./schema";

export function checkEmqxOperator(problems: Problems, args: EmqxOperatorArgs): void {
    checkOperatorRules(problems, conform(problems, args, EMQX_OPERATOR) as EmqxOperatorArgs);
}

/** What conforms to the schema and is still wrong, alone and as part of a stack alike. */
export function checkOperatorRules(problems: Problems, args: OperatorArgs): void {
    const source = problems.at("source");
    checkChartSource(source, args.source);
    // Helm in the provider renders a chart from there under half of its name (invoke_helm_template.go, chart.template).
    if (/^https?:/.test(args.source?.chart ?? "")) {
        source.add(
            "chart",
            "is the address of a file, from which the operator's CRDs cannot be read; write repository, chart and version, an oci:// reference, or the path of the downloaded file",
        );
    }
    const version = args.source?.version;
    if (!isPlain(version) || isOfLine(version)) return;
    const { id, chart } = DEFAULT_LINE;
    source.add(
        "version",
        `is ${JSON.stringify(version)}; write ${chart.lowest} or a later ${id} (${chart.lowestBecause}; ${LINES_NOT_WRITTEN.join(" and ")} serve other objects, which this package does not write yet, and get there by steps of their own: docs/upgrading.md)`,
    );
}

/** A chart of the line that this package writes, and none that is too old. */
function isOfLine(version: string): boolean {
    const patchOf = (text: string) => {
        const [, line, patch] = /^v?(\d+\.\d+)\.(\d+)$/.exec(text) ?? [];
        return line === DEFAULT_LINE.id ? Number(patch) : undefined;
    };
    const [patch, lowest] = [patchOf(version), patchOf(DEFAULT_LINE.chart.lowest)];
    return patch !== undefined && lowest !== undefined && patch >= lowest;
}
