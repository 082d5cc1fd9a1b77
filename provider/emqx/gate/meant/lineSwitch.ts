import { compareVersions } from "../../../naming/versionNumbers";
import { lineById } from "../../lines";
import type { OperatorLine } from "../../lines/line/line";
import { isSameRelease } from "../../lines/versions";
import { nextStep, type Standing, stepInWords } from "../../lines/wayUp";
import { changedPods } from "./changedPods";
import { type OperatorThere, runningLine, switches, versionToWrite } from "./lineThere";
import { GUIDE, type ProblemPlaces } from "./places";
import type { PresentCluster, WantedCluster } from "./present";
import { newestOf, standingOf } from "./standing";

/**
 * A switch to a line whose operator takes the running objects over makes every pod anew by itself. What else changes would be a second
 * rollout on top of that, and the way back from it is closed: it is an update of its own. Tells whether this is one.
 */
export function checkSwitch(
    places: ProblemPlaces,
    line: OperatorLine,
    present: PresentCluster,
    wanted: Omit<WantedCluster, "revisions">,
    there: OperatorThere,
): boolean {
    const from = switchedFrom(line, present, there)?.id;
    if (from === undefined) return false;
    const versions = [...present.runningVersions].sort(compareVersions);
    const [oldest, newest] = [versions[0], newestOf(present)];
    if (oldest !== newest) {
        places.emqx.add(
            "version",
            `is "${wanted.version}", and an upgrade has not ended: nodes of EMQX ${versions.join(" and ")} run. Let it end on operator line ${from}, with ${writeLine(places, from)}, and switch to line ${line.id} then (${GUIDE})`,
        );
        return true;
    }
    if (newest !== undefined && !isSameRelease(newest, wanted.version)) {
        places.emqx.add(
            "version",
            `is "${wanted.version}", but the cluster runs ${newest} on operator line ${from}: the switch to line ${line.id} makes every pod anew, and is an update of its own. ${stepsOf(places, line, standingOf(newest, present, from))} (${GUIDE})`,
        );
        return true;
    }
    const changed = changesBeside(from, present, wanted);
    if (changed.length > 0) {
        places.operator.add(
            "",
            `leads from line ${from} to ${line.id}, whose operator makes every pod anew, and is an update of its own; this one changes ${inWords(changed)} as well. Take that back for now, or roll it out first with ${writeLine(places, from)} (${GUIDE})`,
        );
    }
    return true;
}

/** The line that is left by the change, for one whose operator takes its objects over. */
export function switchedFrom(
    line: OperatorLine,
    present: PresentCluster,
    there: OperatorThere,
): OperatorLine | undefined {
    const from = runningLine(present, there);
    return from === undefined || !switches(line, from) ? undefined : lineById(from);
}

/** The next step on the way up, where that is another version first; else one after the other. */
function stepsOf(places: ProblemPlaces, line: OperatorLine, standing: Standing): string {
    const next = nextStep(standing);
    if (next?.line !== standing.line)
        return `First version "${standing.version}" with ${writeLine(places, line.id)}, and the new version by a later update`;
    return `The next step is ${stepInWords(next)}: write ${writeLine(places, next.line)} with it`;
}

function writeLine({ input }: ProblemPlaces, id: string): string {
    return input.write(versionToWrite({ id }) ?? id);
}

/** What of the running object's pods today's program would change on the line that it runs on, by inputs where these are known. */
function changesBeside(
    from: string,
    { object }: PresentCluster,
    wanted: Pick<WantedCluster, "object">,
): string[] {
    const line = lineById(from);
    const [now, then] = [object, wanted.object];
    if (line === undefined || now === undefined || then === undefined) return [];
    if (then.onRunningLine === undefined || now.line !== from)
        return now.state.image === then.state.image ? [] : ["image"];
    return changedPods(line, now.spec, then.onRunningLine);
}

function inWords(names: readonly string[]): string {
    const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
    return `${names.slice(0, 5).join(", ")}${more}`;
}
