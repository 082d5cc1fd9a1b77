import { compareVersions } from "../../../naming/versionNumbers";
import type { Problems } from "../../../validation/problems";
import { servedLine } from "../../lines";
import type { OperatorLine } from "../../lines/line/line";
import { type LineThere, linesThere, type OperatorThere, switches, versionToWrite } from "./lineThere";
import { GUIDE, type OperatorInput } from "./places";

/**
 * The operator in the cluster is of another line than the one whose objects are to be written. One that takes the running objects
 * over is no problem where the component itself installs it.
 */
export function checkOperatorLine(
    problems: Problems,
    line: OperatorLine,
    there: OperatorThere,
    input: OperatorInput,
): void {
    const other = linesThere(line, there).find(({ id }) => id !== line.id);
    if (other === undefined) {
        checkServed(problems, line, there);
        return;
    }
    if (switches(line, other.id)) {
        if (!input.installs) problems.add("", switchedElsewhere(line, other, input));
        return;
    }
    const has = `does not fit: the Kubernetes cluster has EMQX operator ${named(other)}`;
    const kept = keptBy(other, input);
    problems.add(
        "",
        compareVersions(line.id, other.id) < 0
            ? `${has}, and this would write objects for line ${line.id}, to which there is no way back.${kept} (${GUIDE})`
            : `${has}, and line ${line.id} reads none of its objects: two lines never share a Kubernetes cluster, and no EMQX gets from the one to the other in place. The way is a second Kubernetes cluster with line ${line.id}, an export and an import (${GUIDE}).${kept}`,
    );
}

function checkServed(problems: Problems, line: OperatorLine, { apiVersions }: OperatorThere): void {
    const served = servedLine(line, apiVersions);
    if (served.fits || "other" in served) return;
    problems.add(
        "",
        `does not fit: the Kubernetes cluster has an EMQX operator that serves only ${served.only.join(", ")}. Upgrade it to ${line.chart.version} (${GUIDE})`,
    );
}

function switchedElsewhere(line: OperatorLine, other: LineThere, input: OperatorInput): string {
    return `does not fit: the Kubernetes cluster has EMQX operator ${named(other)}, which serves no objects of line ${line.id}. Whoever installs it switches it first (${GUIDE}); EMQX follows then.${keptBy(other, input)}`;
}

function keptBy(other: LineThere, input: OperatorInput): string {
    const version = versionToWrite(other);
    return version === undefined ? "" : ` What runs is kept by ${input.write(version)}`;
}

function named({ id, version }: LineThere): string {
    return version ?? id;
}
