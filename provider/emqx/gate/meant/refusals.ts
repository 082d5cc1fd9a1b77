import type { Problems } from "../../../validation/problems";
import { Crossing, compareVersions, crossing, minorOf } from "../../lines/matrix";
import type { PresentCluster, WantedCluster } from "./present";

/** What a change is judged by. */
type Wanted = Omit<WantedCluster, "revisions">;

const GUIDE = "docs/upgrading.md";

/**
 * What would hurt the running cluster, found by comparing it with what it is to become. Problems stop the update before
 * anything moves; what is returned are sentences to read that stop nothing.
 */
export function checkChange(
    problems: Problems,
    path: (property: string) => string,
    present: PresentCluster,
    wanted: Wanted,
): string[] {
    checkQuorum(problems, path, present, wanted);
    checkEdition(problems, path, present, wanted);
    return checkCrossing(problems, path, present, wanted);
}

/** Versions of the API that only later lines of the operator serve. Source: "Upgrade EMQX Operator". */
const LATER_LINES: Record<string, string> = { v2: "2.3", v3beta1: "3.0" };

/** The operator in the cluster is of another line than the one whose objects this package writes. */
export function checkOperatorLine(problems: Problems, path: string, apiVersions: readonly string[]): void {
    const later = apiVersions.find((version) => version in LATER_LINES);
    if (later !== undefined) {
        problems.add(
            path,
            `does not fit: the Kubernetes cluster has EMQX operator ${LATER_LINES[later]}, and this package writes objects for line 2.2, to which there is no way back. Use another Kubernetes cluster (${GUIDE})`,
        );
    } else if (apiVersions.length > 0 && !apiVersions.includes("v2beta1")) {
        problems.add(
            path,
            `does not fit: the Kubernetes cluster has an EMQX operator that serves only ${apiVersions.join(", ")}. Upgrade it to 2.2.29 (${GUIDE})`,
        );
    }
}

/** A cluster that loses more than half of its cores at once may lose what only those had, and stop taking writes. */
function checkQuorum(
    problems: Problems,
    path: (property: string) => string,
    present: PresentCluster,
    wanted: Wanted,
): void {
    const [now, then] = [present.replicas.core, wanted.replicas.core];
    const least = Math.ceil(now / 2);
    if (then >= least) return;
    problems.add(
        path("cores.replicas"),
        `is ${then}, but ${now} cores run: taking more than half away at once leaves no quorum for the database. Write ${least} first, let it roll out, then ${then}`,
    );
}

function checkEdition(
    problems: Problems,
    path: (property: string) => string,
    present: PresentCluster,
    wanted: Wanted,
): void {
    if (!present.enterprise || wanted.enterprise) return;
    problems.add(
        path("edition"),
        `is "OpenSource", but the cluster runs EMQX Enterprise, whose data open-source EMQX does not take over. Make a second cluster with another instanceName, and move the clients (${GUIDE})`,
    );
}

function checkCrossing(
    problems: Problems,
    path: (property: string) => string,
    present: PresentCluster,
    wanted: Wanted,
): string[] {
    const newest = [...present.runningVersions].sort(compareVersions).at(-1);
    if (newest === undefined) return [];
    // Taking an unfinished upgrade back: nodes of the older version are still there and hold the data.
    const comingBack = present.runningVersions.some((v) => minorOf(v) === minorOf(wanted.version));
    if (comingBack) return [];
    const { crossing: verdict, because } = crossing(newest, wanted.version);
    if (verdict === Crossing.Refused) {
        problems.add(
            path("version"),
            `is "${wanted.version}", but the cluster runs ${newest}: ${because} (${GUIDE})`,
        );
    }
    return verdict === Crossing.Limited
        ? [`EMQX ${newest} to ${wanted.version}: ${because} (${GUIDE}).`]
        : [];
}
