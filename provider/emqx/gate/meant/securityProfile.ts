import type { Problems } from "../../../validation/problems";
import { SECURITY_PROFILE_VARIABLE } from "../../config/variables";
import type { EmqxState } from "../../lines/line/state";
import type { PresentCluster, WantedCluster } from "./present";

/** EMQX's own, and that of versions before there was another. Source: EMQX, "Security Profiles" (6.3). */
const USUAL = "legacy";

/** Nodes of one cluster do not agree on who may come in while one profile takes the place of the other. */
export function checkSecurityProfile(
    problems: Problems,
    { object: now }: PresentCluster,
    { object: then }: Pick<WantedCluster, "object">,
): void {
    if (now === undefined || then === undefined) return;
    const [runs, wanted] = [profileOf(now.state), profileOf(then.state)];
    if (runs === wanted || now.state.version === then.state.version) return;
    if (now.state.image === then.state.image) return;
    problems.add(
        "securityProfile",
        `is "${wanted}", and the cluster runs with "${runs}": a profile never changes together with the version. Upgrade with "${runs}" first, and change it by a later update`,
    );
}

/** As the input spells it. */
function profileOf({ environment }: EmqxState): string {
    const profile = (environment.core.get(SECURITY_PROFILE_VARIABLE) ?? USUAL).toLowerCase();
    return profile.charAt(0).toUpperCase() + profile.slice(1);
}
