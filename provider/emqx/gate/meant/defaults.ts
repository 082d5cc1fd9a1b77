import { minorOf } from "../../../naming/versionNumbers";
import { EmqxEdition } from "../../args/edition";
import type { OperatorLine } from "../../lines/line/line";
import { isOneEmqx, isWritten } from "../../lines/versions";
import { type LineThere, linesThere, type OperatorThere, runningLine, versionToWrite } from "./lineThere";
import type { OperatorInput, ProblemPlaces } from "./places";
import type { Named, PresentCluster, WantedCluster } from "./present";
import { newestOf } from "./standing";

export const ALL_NAMED: Named = { version: true, edition: true, operator: true };

/**
 * Defaults are for new clusters: what a program does not name stays what runs, or the update stops with the lines that keep it.
 * Tells whether it stops.
 */
export function checkDefaults(
    places: ProblemPlaces,
    present: PresentCluster,
    wanted: Pick<WantedCluster, "version" | "enterprise" | "named">,
    line: OperatorLine,
    there: OperatorThere,
): boolean {
    const named = wanted.named ?? ALL_NAMED;
    const runs = runningVersion(present);
    const enterprise = present.enterprise || present.object?.state.enterprise;
    const runsOn = runningLine(present, there);
    const otherMinor = runs !== undefined && minorOf(runs) !== minorOf(wanted.version);
    const otherLine = runsOn !== undefined && runsOn !== line.id;
    const version = !named.version && (otherMinor || otherLine);
    const edition =
        !named.edition &&
        hasEditions(runs ?? wanted.version) &&
        enterprise !== undefined &&
        enterprise !== wanted.enterprise;
    // A version that is named brings its line with it: that is judged as what it is.
    const operator = !named.operator && otherLine && !otherMinor;
    if (!version && !edition && !operator) return false;
    const chosen = edition
        ? `"${editionOf(wanted.enterprise)}"`
        : `EMQX ${wanted.version} on operator line ${line.id}`;
    const is = `${runs ?? "of an unknown version"}${enterprise && hasEditions(runs) ? " Enterprise" : ""}${otherLine ? ` on operator line ${runsOn}` : ""}`;
    const kept = whatToWrite(runs, enterprise, named, thereOf(line, there, runsOn), places.input);
    const sentence = `is not given, and the default for new clusters is ${chosen}; this cluster runs EMQX ${is}, and a default does not move it. ${kept}`;
    if (edition || version) places.emqx.add(edition ? "edition" : "version", sentence);
    else places.operator.add("", sentence);
    return true;
}

function thereOf(line: OperatorLine, there: OperatorThere, id: string | undefined): LineThere | undefined {
    return linesThere(line, there).find((one) => one.id === id) ?? (id === undefined ? undefined : { id });
}

function whatToWrite(
    runs: string | undefined,
    enterprise: boolean | undefined,
    named: Named,
    operator: LineThere | undefined,
    input: OperatorInput,
): string {
    if (runs !== undefined && !isWritten(runs))
        return `This package writes no EMQX ${minorOf(runs)}: write the version that it is to become`;
    const version = named.operator || operator === undefined ? undefined : versionToWrite(operator);
    const lines = [
        ...(enterprise === undefined || !hasEditions(runs) ? [] : [`edition: "${editionOf(enterprise)}"`]),
        ...(runs === undefined ? [] : [`version: "${runs}"`]),
        ...(version === undefined ? [] : [`${input.write(version)}${input.beside ? " // beside emqx" : ""}`]),
    ];
    const kept = lines.map((text) => `      ${text}`).join("\n");
    return `What runs is kept by\n${kept}\n    To move it, write what it is to become`;
}

/** Where there is one EMQX, no edition is written. */
function hasEditions(version: string | undefined): boolean {
    return version === undefined || !isOneEmqx(version);
}

function editionOf(enterprise: boolean): string {
    return enterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource;
}

/** The newest that a node reports; before any does, what the object asks for. */
function runningVersion(present: PresentCluster): string | undefined {
    return newestOf(present) ?? present.object?.state.version;
}
