import { compareVersions } from "../../../naming/versionNumbers";
import type { Problems } from "../../../validation/problems";
import { LICENSE_VARIABLE } from "../../config/variables";
import { SINGLE_NODE_FROM } from "../../lines/matrix";
import type { PresentCluster, WantedCluster } from "./present";

/**
 * One node without a license is joined by nobody, and it gets its key with the restart of its pod: a license comes before more nodes.
 * Source: emqx/emqx, apps/emqx_license (emqx_license_checker.erl, emqx_license_app.erl), release-63.
 */
export function checkLicenseOnNodes(
    problems: Problems,
    { object: now, replicas, runningVersions }: PresentCluster,
    { object: then, replicas: wanted }: Pick<WantedCluster, "object" | "replicas">,
): void {
    const runs = [...runningVersions].sort(compareVersions)[0];
    if (now === undefined || then === undefined || runs === undefined) return;
    if (compareVersions(runs, `${SINGLE_NODE_FROM}.0`) < 0) return;
    const [before, after] = [replicas, wanted].map(({ core, replicant }) => core + replicant);
    const hasLicense = now.state.environment.core.has(LICENSE_VARIABLE);
    if (hasLicense || before !== 1 || (after ?? 0) <= 1) return;
    problems.add(
        wanted.core > replicas.core ? "cores.replicas" : "replicants.replicas",
        `adds nodes to one that runs without a license, which nobody can join before it has one. Two updates: first the license with cores: { replicas: 1 } and replicants: { replicas: 0 }, then more nodes`,
    );
}
