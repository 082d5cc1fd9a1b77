import type { Problems } from "../../validation/problems";
import { compareVersions, minorOf } from "./matrix";

/** Edition of EMQX. Changing it replaces every pod (blue-green) and is not a way to go back from Enterprise. */
export enum EmqxEdition {
    /** Open source, `emqx/emqx`, up to 5.7 with replicants. No evacuation of clients during an upgrade. */
    OpenSource = "OpenSource",
    /** EMQX Enterprise, `emqx/emqx-enterprise`, needs a license key; clients are evacuated during an upgrade. */
    Enterprise = "Enterprise",
}

interface EditionFacts {
    readonly repository: string;
    /** What a stack gets that names no version. */
    readonly defaultVersion: string;
}

export const EDITIONS: Record<EmqxEdition, EditionFacts> = {
    // The newest open-source release that runs cores and replicants without a license.
    [EmqxEdition.OpenSource]: { repository: "emqx/emqx", defaultVersion: "5.7.2" },
    // Newest patch of the long-term-support line. Source: EMQX Enterprise release notes, 2026-06-22.
    [EmqxEdition.Enterprise]: { repository: "emqx/emqx-enterprise", defaultVersion: "5.8.11" },
};

interface VersionRule {
    readonly minor: string;
    /** Last day of the vendor's support, ISO date; absent where it was over when the table was written. */
    readonly supportedUntil?: string;
}

/**
 * Minors that operator line 2.2 runs fully (5.1.1 to 5.8); what is older than 5.5 spells listener keys otherwise and
 * is left out. Source: EMQX "Version Lifecycle" and the operator's release notes, read 2026-11-21.
 */
const SUPPORTED: readonly VersionRule[] = [
    { minor: "5.5" },
    { minor: "5.6" },
    { minor: "5.7" },
    { minor: "5.8", supportedUntil: "2027-08-27" },
];

export interface EmqxVersion {
    readonly edition: EmqxEdition;
    readonly version: string;
    readonly repository: string;
}

export function resolveVersion(edition: EmqxEdition | undefined, version: string | undefined): EmqxVersion {
    const chosen = edition ?? EmqxEdition.OpenSource;
    const facts = EDITIONS[chosen];
    return {
        edition: chosen,
        version: version ?? facts?.defaultVersion ?? "",
        repository: facts?.repository ?? "",
    };
}

function atLeast(minor: string, other: string): boolean {
    return compareVersions(minor, other) >= 0;
}

/** What the version, edition and license do not allow, before anything is created. */
export function checkVersion(
    problems: Problems,
    path: (property: string) => string,
    emqx: EmqxVersion,
    replicants: number,
    hasLicense: boolean,
): void {
    // No "v" in front: the image's tag has none.
    const isWritten = typeof emqx.version === "string" && /^\d/.test(emqx.version);
    const minor = isWritten ? minorOf(emqx.version) : undefined;
    if (minor === undefined) {
        problems.add(
            path("version"),
            `is ${JSON.stringify(emqx.version)}; write a full version such as "5.7.2", never "latest"`,
        );
        return;
    }
    if (atLeast(minor, "5.9")) {
        problems.add(
            path("version"),
            `is "${emqx.version}"; operator line 2.2 runs EMQX 5.5 to 5.8 (from 5.9 on another operator line is needed); write "5.8.11" with edition "Enterprise"`,
        );
        return;
    }
    if (!SUPPORTED.some((rule) => rule.minor === minor)) {
        problems.add(
            path("version"),
            `is "${emqx.version}"; this package supports EMQX ${SUPPORTED.map((r) => r.minor).join(", ")}`,
        );
        return;
    }
    if (emqx.edition === EmqxEdition.OpenSource && atLeast(minor, "5.8") && replicants > 0) {
        problems.add(
            path("replicants.replicas"),
            `is ${replicants}; open-source EMQX 5.8 and later refuses replicants. Write 0, or version "5.7.2", or edition "Enterprise" with a licenseKey`,
        );
    }
    if (emqx.edition === EmqxEdition.OpenSource && hasLicense) {
        problems.add(
            path("licenseKey"),
            `is given, but open-source EMQX takes none; write edition "Enterprise" or leave it out`,
        );
    }
}

/** Sentences a person should read before an update with this version, none of which stops it. */
export function versionWarnings(emqx: EmqxVersion, hasLicense: boolean, today: Date): string[] {
    const warnings: string[] = [];
    const rule = SUPPORTED.find((r) => r.minor === minorOf(emqx.version));
    if (rule && (rule.supportedUntil === undefined || today.getTime() > Date.parse(rule.supportedUntil))) {
        warnings.push(
            `EMQX ${rule.minor} is out of its vendor's support: fine for trying it; for production use edition "Enterprise" 5.8 LTS (supported to 2027-08-27) with a licenseKey.`,
        );
    }
    if (emqx.edition === EmqxEdition.Enterprise && !hasLicense) {
        warnings.push(
            "EMQX Enterprise has no licenseKey: its built-in trial license takes 25 connections, the rest are refused.",
        );
    }
    return warnings;
}
