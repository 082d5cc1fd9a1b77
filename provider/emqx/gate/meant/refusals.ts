import type { Problems } from "../../../validation/problems";
import { servedLine } from "../../lines";
import { Crossing, crossing } from "../../lines/crossings";
import type { OperatorLine } from "../../lines/line/line";
import { compareVersions, minorOf } from "../../lines/versionNumbers";
import { ALL_NAMED, checkDefaults } from "./defaults";
import { checkRunningListeners } from "./listenerChanges";
import type { PresentCluster, WantedCluster } from "./present";

/** What a change is judged by. */
export type Wanted = Omit<WantedCluster, "revisions">;

/** Where the two kinds of problems belong: the operator's, and those of what EMQX is to be. */
export interface ProblemPlaces {
    readonly operator: Problems;
    readonly emqx: Problems;
}

const GUIDE = "docs/upgrading.md";

/**
 * All that stops a change before anything moves, by what the cluster has of EMQX and of its operator; what is returned are
 * sentences to read that stop nothing.
 */
export function checkAll(
    problems: ProblemPlaces,
    line: OperatorLine,
    present: PresentCluster | undefined,
    apiVersions: readonly string[],
    wanted: Wanted,
): string[] {
    const defaulted = present !== undefined && checkDefaults(problems.emqx, present, wanted, line);
    // What a default would make of the cluster is not judged: it does not get there.
    if (!defaulted) checkOperatorLine(problems.operator, line, apiVersions);
    if (present === undefined) return [];
    const named = wanted.named ?? ALL_NAMED;
    return [
        ...checkNodes(problems.emqx, present, wanted, named.edition),
        ...(defaulted ? [] : checkCrossing(problems.emqx, present, wanted)),
    ];
}

/**
 * What would hurt the running cluster, found by comparing it with what it is to become. Problems stop the update before
 * anything moves; what is returned are sentences to read that stop nothing.
 */
export function checkChange(problems: Problems, present: PresentCluster, wanted: Wanted): string[] {
    const warnings = checkNodes(problems, present, wanted, true);
    return [...warnings, ...checkCrossing(problems, present, wanted)];
}

function checkNodes(problems: Problems, present: PresentCluster, wanted: Wanted, edition: boolean): string[] {
    checkQuorum(problems, present, wanted);
    if (edition) checkEdition(problems, present, wanted);
    return checkRunningListeners(problems, present, wanted);
}

/** The operator in the cluster is of another line than the one whose objects are to be written. */
export function checkOperatorLine(
    problems: Problems,
    line: OperatorLine,
    apiVersions: readonly string[],
): void {
    const served = servedLine(line, apiVersions);
    if (served.fits) return;
    problems.add(
        "",
        "other" in served
            ? `does not fit: the Kubernetes cluster has EMQX operator ${served.other}, and this package writes objects for line ${line.id}, to which there is no way back. Use another Kubernetes cluster (${GUIDE})`
            : `does not fit: the Kubernetes cluster has an EMQX operator that serves only ${served.only.join(", ")}. Upgrade it to ${line.chart.version} (${GUIDE})`,
    );
}

/** A cluster that loses more than half of its cores at once may lose what only those had, and stop taking writes. */
function checkQuorum(problems: Problems, present: PresentCluster, wanted: Wanted): void {
    const [now, then] = [present.replicas.core, wanted.replicas.core];
    const least = Math.ceil(now / 2);
    if (then >= least) return;
    problems.add(
        "cores.replicas",
        `is ${then}, but ${now} cores run: taking more than half away at once leaves no quorum for the database. Write ${least} first, let it roll out, then ${then}`,
    );
}

function checkEdition(problems: Problems, present: PresentCluster, wanted: Wanted): void {
    if (!present.enterprise || wanted.enterprise) return;
    problems.add(
        "edition",
        `is "OpenSource", but the cluster runs EMQX Enterprise, whose data open-source EMQX does not take over. Make a second cluster with another instanceName, and move the clients (${GUIDE})`,
    );
}

function checkCrossing(problems: Problems, present: PresentCluster, wanted: Wanted): string[] {
    const newest = [...present.runningVersions].sort(compareVersions).at(-1);
    if (newest === undefined) return [];
    // Taking an unfinished upgrade back: nodes of the older version are still there and hold the data.
    const comingBack = present.runningVersions.some((v) => minorOf(v) === minorOf(wanted.version));
    if (comingBack) return [];
    const { crossing: verdict, because } = crossing(newest, wanted.version);
    if (verdict === Crossing.Refused) {
        problems.add(
            "version",
            `is "${wanted.version}", but the cluster runs ${newest}: ${because} (${GUIDE})`,
        );
    }
    return verdict === Crossing.Limited
        ? [`EMQX ${newest} to ${wanted.version}: ${because} (${GUIDE}).`]
        : [];
}
