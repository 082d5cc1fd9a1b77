import { compareVersions, isFullVersion, minorOf } from "../../naming/versionNumbers";
import { EmqxEdition } from "../args/edition";
import { DEFAULT_VERSIONS, type EditionRow, RECOMMENDED_VERSION, VERSIONS, type VersionRow } from "./matrix";

/** An EMQX that can run: its version, and what the matrix knows of it. */
export interface EmqxVersion {
    /** Enterprise also where there is one EMQX, with all of its features. */
    readonly edition: EmqxEdition;
    /** Whether there are two editions at this version. */
    readonly hasEditions: boolean;
    readonly version: string;
    readonly repository: string;
    /** Whether its nodes move their clients before they go. */
    readonly evacuates: boolean;
    readonly withoutLicense: EditionRow["withoutLicense"];
}

export function resolveVersion(edition: EmqxEdition | undefined, version: string | undefined): EmqxVersion {
    const known = version ?? (edition === undefined ? RECOMMENDED_VERSION : DEFAULT_VERSIONS[edition]);
    const row = rowOf(known) ?? nearestRow(known);
    const hasEditions = twoEditions(row);
    const chosen = hasEditions ? (edition ?? EmqxEdition.OpenSource) : EmqxEdition.Enterprise;
    const { repository, evacuates, withoutLicense } = row.editions[chosen];
    return { edition: chosen, hasEditions, version: known, repository, evacuates, withoutLicense };
}

/** The row that stands for a version that none names. */
function nearestRow(version: string): VersionRow {
    const oldest = VERSIONS[0] as VersionRow;
    const isOld = isFullVersion(version) && compareVersions(version, oldest.minor) < 0;
    return isOld ? oldest : (VERSIONS.at(-1) ?? oldest);
}

function twoEditions({ editions }: VersionRow): boolean {
    return editions[EmqxEdition.OpenSource] !== editions[EmqxEdition.Enterprise];
}

/** Whether a version is one of those from which on there is one EMQX. */
export function isOneEmqx(version: string): boolean {
    const row = rowOf(version);
    return row !== undefined && !twoEditions(row);
}

/** What people call it: `EMQX Enterprise`, `open-source EMQX`, and `EMQX` where there is one; with a version where one is given. */
export function emqxInWords(
    { edition, hasEditions }: Pick<EmqxVersion, "edition" | "hasEditions">,
    version = "",
): string {
    const enterprise = edition === EmqxEdition.Enterprise;
    const name = hasEditions ? (enterprise ? "EMQX Enterprise" : "open-source EMQX") : "EMQX";
    return `${name} ${version}`.trim();
}

/** Whether objects of a version are written here: older ones are only what one comes from. */
export function isWritten(version: string): boolean {
    return rowOf(version) !== undefined;
}

export function rowOf(version: string): VersionRow | undefined {
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
