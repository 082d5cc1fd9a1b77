import type { Problems } from "../../validation/problems";
import { EmqxEdition } from "../args/edition";
import {
    DEFAULT_VERSIONS,
    type EditionRow,
    NEXT_LINE_FROM,
    TRIAL_CONNECTIONS,
    VERSIONS,
    type VersionRow,
} from "./matrix";
import { neverReleased, newerThanKnown } from "./patches";
import { compareVersions, isFullVersion, minorOf } from "./versionNumbers";

/** An EMQX that can run: its version, and what the matrix knows of it. */
export interface EmqxVersion {
    readonly edition: EmqxEdition;
    readonly version: string;
    readonly repository: string;
    /** Whether its nodes move their clients before they go. */
    readonly evacuates: boolean;
}

export function resolveVersion(edition: EmqxEdition | undefined, version: string | undefined): EmqxVersion {
    const chosen = edition ?? EmqxEdition.OpenSource;
    const known = version ?? DEFAULT_VERSIONS[chosen] ?? "";
    // The newest row stands for a version that no row names.
    const row = (rowOf(known) ?? VERSIONS.at(-1))?.editions[chosen];
    return {
        edition: chosen,
        version: known,
        repository: row?.repository ?? "",
        evacuates: row?.evacuates ?? false,
    };
}

/** Whether objects of a version are written here: older ones are only what one comes from. */
export function isWritten(version: string): boolean {
    return rowOf(version) !== undefined;
}

function rowOf(version: string): VersionRow | undefined {
    return VERSIONS.find(({ minor }) => minor === minorOf(version));
}

/** What an edition is at a version; undefined for a version that is not written here. */
export function editionAt(edition: EmqxEdition, version: string): EditionRow | undefined {
    return rowOf(version)?.editions[edition];
}

/** Whether two versions have the same numbers; what a build adds behind them does not count. */
export function isSameRelease(a: string, b: string): boolean {
    return compareVersions(a, b) === 0;
}

/** What is to be run with a version. */
export interface VersionUse {
    readonly replicants: number;
    readonly hasLicense: boolean;
    /** The image is given, and not made of the version. */
    readonly hasImage: boolean;
}

/** What the version, edition and license do not allow, before anything is created. */
export function checkVersion(
    problems: Problems,
    emqx: EmqxVersion,
    { replicants, hasLicense, hasImage }: VersionUse,
): void {
    const minor = isFullVersion(emqx.version) ? minorOf(emqx.version) : undefined;
    if (minor === undefined) {
        problems.add(
            "version",
            `is ${JSON.stringify(emqx.version)}; write a full version such as "5.7.2", never "latest"`,
        );
        return;
    }
    const row = rowOf(emqx.version);
    if (row === undefined) {
        problems.add("version", notInTheMatrix(emqx.version, minor));
        return;
    }
    // Of an image of one's own it only says what is in it.
    const never = hasImage ? undefined : neverReleased(row, emqx.edition, emqx.version);
    if (never !== undefined) problems.add("version", never);
    const edition = row.editions[emqx.edition];
    if (!edition.replicants && replicants > 0) {
        problems.add(
            "replicants.replicas",
            `is ${replicants}; open-source EMQX 5.8 and later refuses replicants. Write 0, or version "5.7.2", or edition "Enterprise" with a licenseKey`,
        );
    }
    if (edition.withoutLicense === "complete" && hasLicense) {
        problems.add(
            "licenseKey",
            `is given, but open-source EMQX takes none; write edition "Enterprise" or leave it out`,
        );
    }
}

function notInTheMatrix(version: string, minor: string): string {
    return compareVersions(minor, NEXT_LINE_FROM) >= 0
        ? `is "${version}"; operator line 2.2 runs EMQX 5.7 and 5.8 (from 5.9 on another operator line is needed); write "5.8.11" with edition "Enterprise"`
        : `is "${version}", which is out of its vendor's support; this package writes EMQX ${VERSIONS.map((row) => row.minor).join(" and ")}, and a running cluster of an older 5.x upgrades to them: write "5.7.2", or "5.8.11" with edition "Enterprise"`;
}

/** Sentences a person should read before an update with this version, none of which stops it. */
export function versionWarnings(
    emqx: EmqxVersion,
    { hasLicense, hasImage }: Omit<VersionUse, "replicants">,
    today: Date,
): string[] {
    const warnings: string[] = [];
    const row = rowOf(emqx.version);
    const newer = hasImage || row === undefined ? undefined : newerThanKnown(row, emqx.edition, emqx.version);
    if (newer !== undefined) warnings.push(newer);
    if (row && (row.supportedUntil === undefined || today.getTime() > Date.parse(row.supportedUntil))) {
        warnings.push(
            `EMQX ${row.minor} is out of its vendor's support: fine for trying it; for production use edition "Enterprise" 5.8 LTS (supported to 2027-08-27) with a licenseKey.`,
        );
    }
    if (row?.editions[emqx.edition]?.withoutLicense === "trial" && !hasLicense) {
        warnings.push(
            `EMQX Enterprise has no licenseKey: its built-in trial license takes ${TRIAL_CONNECTIONS} connections, the rest are refused.`,
        );
    }
    return warnings;
}
