import * as pulumi from "@pulumi/pulumi";
import { isLocal } from "../../charts/chartSource";
import { contentHash } from "../../charts/contentHash";
import { type MadeChart, madeChart, writeChart } from "../../charts/madeChart";
import type { OperatorLine } from "../../emqx/lines/line/line";
import { revisionOf } from "../../emqx/lines/line/revision";
import { chartFiles, readCrds } from "./chartFiles";
import type { Crd } from "./crd";
import { refuseOtherCharts } from "./operatorLine";
import { type KnownLocation, renderedCrds } from "./renderedCrds";

/** Raised when what is made of the same CRDs changes. */
const FORMAT = 1;

/**
 * Location of a chart that holds nothing but the CRDs of the operator's chart, as that one renders them. It is made when
 * first needed and kept, so that the operator's chart is asked once for each version.
 */
export async function crdChart(
    line: OperatorLine,
    location: KnownLocation,
    namespace: string,
    opts: pulumi.InvokeOptions,
): Promise<string> {
    const chart = madeChart(nameOf(location, namespace));
    const kept = readCrds(chart.folder);
    const crds = kept ?? (await renderedCrds(location, namespace, opts));
    // The cluster to come, or an offline preview: nobody renders charts there, and nobody reads this one.
    if (crds === undefined && pulumi.runtime.isDryRun()) return chart.location;
    refuseOtherCharts(line, crds ?? []);
    if (kept === undefined) keep(chart, crds ?? []);
    return chart.location;
}

/** The same wherever the program runs, or one person's update would be the next one's difference. */
function nameOf(location: KnownLocation, namespace: string): string {
    const { chart, version, repositoryOpts } = location;
    const source = (isLocal(chart) ? contentHash(chart) : undefined) ?? { chart, version, repositoryOpts };
    const identity = revisionOf({ FORMAT, source, namespace }).slice(0, 8);
    return ["emqx-operator-crds", ...(version === undefined ? [] : [version]), identity].join("-");
}

function keep(chart: MadeChart, crds: readonly Crd[]): void {
    writeChart(chart, chartFiles(crds));
}
