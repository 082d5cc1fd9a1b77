import type { Problems } from "../../../validation/problems";
import { EmqxEdition } from "../../args/edition";
import type { OperatorLine } from "../../lines/line/line";
import { compareVersions, minorOf } from "../../lines/versionNumbers";
import { isWritten } from "../../lines/versions";
import type { Named, PresentCluster, WantedCluster } from "./present";

export const ALL_NAMED: Named = { version: true, edition: true };

/**
 * Defaults are for new clusters: what a program does not name stays what runs, or the update stops with the lines that keep it.
 * Tells whether it stops.
 */
export function checkDefaults(
    problems: Problems,
    present: PresentCluster,
    wanted: Pick<WantedCluster, "version" | "enterprise" | "named">,
    line: OperatorLine,
): boolean {
    const named = wanted.named ?? ALL_NAMED;
    const runs = runningVersion(present);
    const enterprise = present.enterprise || present.object?.state.enterprise;
    const otherLine = present.object !== undefined && present.object.line !== line.id;
    const otherMinor = runs !== undefined && minorOf(runs) !== minorOf(wanted.version);
    const version = !named.version && (otherMinor || otherLine);
    const edition = !named.edition && enterprise !== undefined && enterprise !== wanted.enterprise;
    if (!version && !edition) return false;
    const chosen = edition
        ? `"${editionOf(wanted.enterprise)}"`
        : `EMQX ${wanted.version} on operator line ${line.id}`;
    const is = `${runs ?? "of an unknown version"}${enterprise ? " Enterprise" : ""}${otherLine ? ` on operator line ${present.object?.line}` : ""}`;
    problems.add(
        edition ? "edition" : "version",
        `is not given, and the default for new clusters is ${chosen}; this cluster runs EMQX ${is}, and a default does not move it. ${whatToWrite(runs, enterprise)}`,
    );
    return true;
}

function whatToWrite(runs: string | undefined, enterprise: boolean | undefined): string {
    if (runs !== undefined && !isWritten(runs))
        return `This package writes no EMQX ${minorOf(runs)}: write the version that it is to become`;
    const lines = [
        ...(enterprise === undefined ? [] : [`edition: "${editionOf(enterprise)}"`]),
        ...(runs === undefined ? [] : [`version: "${runs}"`]),
    ];
    const kept = lines.map((text) => `      ${text}`).join("\n");
    return `What runs is kept by\n${kept}\n    To move it, write what it is to become`;
}

function editionOf(enterprise: boolean): string {
    return enterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource;
}

/** The newest that a node reports; before any does, what the object asks for. */
function runningVersion({ runningVersions, object }: PresentCluster): string | undefined {
    return [...runningVersions].sort(compareVersions).at(-1) ?? object?.state.version;
}
