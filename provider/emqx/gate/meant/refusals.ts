import { minorOf } from "../../../naming/versionNumbers";
import type { Problems } from "../../../validation/problems";
import { saysOf } from "../../config/says";
import { Crossing, crossing, crossingFrom } from "../../lines/crossings";
import type { OperatorLine } from "../../lines/line/line";
import { movedDefaults } from "../../lines/movedDefaults";
import { checkConfigAcross } from "./configAcross";
import { ALL_NAMED, checkDefaults } from "./defaults";
import { checkDisks } from "./disks";
import { checkLicenseOnNodes } from "./licenseOnNodes";
import { checkSwitch } from "./lineSwitch";
import { type OperatorThere, runningLine } from "./lineThere";
import { checkRunningListeners } from "./listenerChanges";
import { checkOperatorLine } from "./operatorLine";
import { GUIDE, type ProblemPlaces } from "./places";
import type { PresentCluster, WantedCluster } from "./present";
import { checkSecurityProfile } from "./securityProfile";
import { newestOf, standingOf } from "./standing";

/** What a change is judged by. */
export type Wanted = Omit<WantedCluster, "revisions">;

/**
 * All that stops a change before anything moves, by what the cluster has of EMQX and of its operator; what is returned are
 * sentences to read that stop nothing.
 */
export function checkAll(
    places: ProblemPlaces,
    line: OperatorLine,
    present: PresentCluster | undefined,
    there: OperatorThere,
    wanted: Wanted,
): string[] {
    const defaulted = present !== undefined && checkDefaults(places, present, wanted, line, there);
    // What a default would make of the cluster is not judged: it does not get there.
    if (!defaulted) checkOperatorLine(places.operator, line, there, places.input);
    if (present === undefined) return [];
    const named = wanted.named ?? ALL_NAMED;
    const nodes = checkNodes(places.emqx, present, wanted, named.edition);
    if (defaulted) return nodes;
    const crossed = checkCrossing(places.emqx, present, wanted, runningLine(present, there));
    // One next step is enough.
    if (!places.emqx.has("version")) checkSwitch(places, line, present, wanted, there);
    return [...nodes, ...crossed, ...checkObject(places.emqx, line, present, wanted)];
}

/**
 * What would hurt the running cluster, found by comparing it with what it is to become. Problems stop the update before
 * anything moves; what is returned are sentences to read that stop nothing.
 */
export function checkChange(
    problems: Problems,
    present: PresentCluster,
    wanted: Wanted,
    line?: OperatorLine,
): string[] {
    return [
        ...checkNodes(problems, present, wanted, true),
        ...checkCrossing(problems, present, wanted, present.object?.line),
        ...(line === undefined ? [] : checkObject(problems, line, present, wanted)),
    ];
}

function checkNodes(problems: Problems, present: PresentCluster, wanted: Wanted, edition: boolean): string[] {
    checkQuorum(problems, present, wanted);
    if (edition) checkEdition(problems, present, wanted);
    return checkRunningListeners(problems, present, wanted);
}

/** What is told by the two objects, where both are known. */
function checkObject(
    problems: Problems,
    line: OperatorLine,
    present: PresentCluster,
    wanted: Wanted,
): string[] {
    checkDisks(problems, line, present, wanted);
    checkSecurityProfile(problems, present, wanted);
    checkLicenseOnNodes(problems, present, wanted);
    return checkConfigAcross(problems, present, wanted);
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

function checkCrossing(
    problems: Problems,
    present: PresentCluster,
    wanted: Wanted,
    line: string | undefined,
): string[] {
    const newest = newestOf(present);
    if (newest === undefined) return [];
    // Taking an unfinished upgrade back: nodes of the older version are still there and hold the data.
    const comingBack = present.runningVersions.some((v) => minorOf(v) === minorOf(wanted.version));
    if (comingBack) return [];
    const { crossing: verdict, because } =
        line === undefined
            ? crossing(newest, wanted.version)
            : crossingFrom(standingOf(newest, present, line), wanted.version);
    if (verdict === Crossing.Refused) {
        problems.add(
            "version",
            `is "${wanted.version}", but the cluster runs ${newest}: ${because} (${GUIDE})`,
        );
    }
    return verdict === Crossing.Refused
        ? []
        : [
              ...(verdict === Crossing.Limited
                  ? [`EMQX ${newest} to ${wanted.version}: ${because} (${GUIDE}).`]
                  : []),
              ...movedDefaults(newest, wanted.version, saidOf(wanted)),
          ];
}

/** What the program says itself; where its object is not known, nothing is. */
function saidOf({ object }: Wanted): (key: string) => boolean {
    const { core, replicant } = object?.state.environment ?? {};
    return saysOf(object?.state.configData, [...(core?.keys() ?? []), ...(replicant?.keys() ?? [])]);
}
