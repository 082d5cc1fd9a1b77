import type { Problems } from "../../../validation/problems";
import type { OperatorLine } from "../../lines/line/line";
import { compareVersions, minorOf } from "../../lines/versionNumbers";
import type { Named, PresentCluster, WantedCluster } from "./present";

const ALL_NAMED: Named = { version: true, edition: true };

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
    const path = edition ? "edition" : "version";
    const chosen = edition
        ? `"${wanted.enterprise ? "Enterprise" : "OpenSource"}"`
        : `EMQX ${wanted.version} on operator line ${line.id}`;
    problems.add(
        path,
        `is not given, and the default for new clusters is ${chosen}; this cluster runs EMQX ${runs ?? "of an unknown version"}${enterprise ? " Enterprise" : ""}${otherLine ? ` on operator line ${present.object?.line}` : ""}, and a default does not move it. What runs is kept by\n${kept(runs, enterprise)}\n    To move it, write what it is to become`,
    );
    return true;
}

function kept(runs: string | undefined, enterprise: boolean | undefined): string {
    const lines = [
        ...(enterprise === undefined ? [] : [`edition: "${enterprise ? "Enterprise" : "OpenSource"}"`]),
        ...(runs === undefined ? [] : [`version: "${runs}"`]),
    ];
    return lines.map((text) => `      ${text}`).join("\n");
}

/** The newest that a node reports; before any does, what the object asks for. */
function runningVersion({ runningVersions, object }: PresentCluster): string | undefined {
    return [...runningVersions].sort(compareVersions).at(-1) ?? object?.state.version;
}
