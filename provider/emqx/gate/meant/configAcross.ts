import type { Problems } from "../../../validation/problems";
import { EmqxEdition } from "../../args/edition";
import { acrossVersions } from "../../config/across";
import { resolveVersion } from "../../lines/versions";
import type { PresentCluster, WantedCluster } from "./present";
import { newestOf } from "./standing";

/**
 * Running nodes are given a changed text before they go, and new ones take over what the running ones had: each text is held against
 * the other's version. What is returned are sentences of which nobody can be certain.
 */
export function checkConfigAcross(
    problems: Problems,
    present: PresentCluster,
    wanted: Pick<WantedCluster, "version" | "enterprise" | "object">,
): string[] {
    const [now, then] = [present.object?.state.configData, wanted.object?.state.configData];
    const runs = newestOf(present);
    if (now === undefined || then === undefined || runs === undefined) return [];
    const isEnterprise = present.enterprise || present.object?.state.enterprise;
    const running = { emqx: resolveVersion(editionOf(isEnterprise), runs), text: now };
    const next = { emqx: resolveVersion(editionOf(wanted.enterprise), wanted.version), text: then };
    const found = acrossVersions(running, next);
    for (const { certain, sentence } of found) if (certain) problems.add("config", sentence);
    return found.flatMap(({ certain, sentence }) => (certain ? [] : [`config ${sentence}.`]));
}

function editionOf(enterprise: boolean | undefined): EmqxEdition {
    return enterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource;
}
