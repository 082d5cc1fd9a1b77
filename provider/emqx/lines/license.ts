import type { Problems } from "../../validation/problems";
import { thousands } from "../../wording/figures";
import { EmqxLicense } from "../args/license";
import { EVALUATION, ONE_NODE_LINES, TRIAL_CONNECTIONS } from "./matrix";
import type { EmqxVersion } from "./versions";

/** Which license a cluster is given: a key of one's own, EMQX's key for evaluation, or none but what EMQX has by itself. */
export type GivenLicense = "key" | "evaluation" | "none";

/** What the arguments say of the license. */
export interface LicenseArguments {
    readonly licenseKey?: unknown;
    readonly license?: EmqxLicense;
}

export function givenLicense({ licenseKey, license }: LicenseArguments): GivenLicense {
    if (licenseKey !== undefined) return "key";
    return license === EmqxLicense.Evaluation ? "evaluation" : "none";
}

/** Clients that a cluster may have by its license; undefined where that is not known, or there is no limit. */
export function licensedConnections(emqx: EmqxVersion, license: GivenLicense): number | undefined {
    if (license === "evaluation") return EVALUATION.sessions;
    return license === "none" && emqx.withoutLicense === "trial" ? TRIAL_CONNECTIONS : undefined;
}

/** What is to be run with a license. */
export interface LicenseUse {
    readonly license: GivenLicense;
    /** Cores and replicants. */
    readonly nodes: number;
    /** The operator's line that is to run it, by its `id`. */
    readonly line: string;
    /** The arguments name a version. */
    readonly namesVersion: boolean;
}

export const EVALUATION_LIMITS = `${EVALUATION.sessions} clients, and a restart of each node every ${EVALUATION.uptimeDays} days`;

/** What the license does not allow. */
export function checkLicense(problems: Problems, emqx: EmqxVersion, use: LicenseUse): void {
    switch (emqx.withoutLicense) {
        case "complete":
            if (use.license === "key")
                problems.add(
                    "licenseKey",
                    `is given, but open-source EMQX takes none; write edition "Enterprise" or leave it out`,
                );
            if (use.license === "evaluation")
                problems.add("license", `is given, but open-source EMQX takes none; leave it out`);
            return;
        case "trial":
            if (use.license === "evaluation")
                problems.add(
                    "license",
                    `is "Evaluation", a key that EMQX has from 5.9 on; without licenseKey EMQX Enterprise ${emqx.version} takes ${TRIAL_CONNECTIONS} connections by itself. Leave it out`,
                );
            return;
        case "oneNode":
            // What is written in license, if wrongly, is told there.
            if (use.license === "none" && !problems.has("license")) checkUnlicensed(problems, emqx, use);
    }
}

const WAYS = `licenseKey, or license "${EmqxLicense.Evaluation}" for trying it out (${EVALUATION_LIMITS})`;

/** What version 0.1.0 of this package made that was told neither. */
const KEPT = `. A cluster that runs already stays what it is with its version, edition and operator.version: an earlier version of this package made edition "OpenSource" with version "5.7.2" where nothing was written`;

/** Source: emqx_license_app.erl (validate_license) at release-63: a second node without a license never comes up. */
function checkUnlicensed(problems: Problems, { version }: EmqxVersion, use: LicenseUse): void {
    const { nodes, line } = use;
    const keep = use.namesVersion ? "" : KEPT;
    const [alone] = ONE_NODE_LINES;
    if (nodes > 1) {
        problems.add(
            "licenseKey",
            `is not given, and EMQX ${version} without a license is a single node: of these ${thousands(nodes)} only one would start. Write ${WAYS}, or one node on operator line ${alone}: cores: { replicas: 1 } and replicants: { replicas: 0 }${keep}`,
        );
        return;
    }
    if (ONE_NODE_LINES.includes(line)) return;
    problems.add(
        "licenseKey",
        `is not given, and EMQX ${version} without a license is a single node, which operator line ${line} cannot change: it starts a second one beside it that cannot join, and the old one takes the database with it (emqx-operator#1151). Write ${WAYS}, or take operator line ${alone}${keep}`,
    );
}

/** How the sentence on an evaluation begins, by which a preview knows it. */
export const EVALUATION_TOPIC = "EMQX runs with its key for evaluation";

/** Sentences on the license that stop nothing. */
export function licenseWarnings(emqx: EmqxVersion, license: GivenLicense): string[] {
    if (license === "evaluation")
        return [
            `${EVALUATION_TOPIC}: ${EVALUATION.sessions} clients in the whole cluster, the rest are refused; a node that has run for ${EVALUATION.uptimeDays} days takes no new ones until its next start. Not for production.`,
        ];
    if (license === "key") return [];
    switch (emqx.withoutLicense) {
        case "trial":
            return [
                `EMQX Enterprise has no licenseKey: its built-in trial license takes ${TRIAL_CONNECTIONS} connections, the rest are refused.`,
            ];
        case "oneNode":
            return [
                `EMQX ${emqx.version} has no license: it is a single node, and not for commercial use. With a second one none of its changes would end; write licenseKey before there are more.`,
            ];
        default:
            return [];
    }
}
