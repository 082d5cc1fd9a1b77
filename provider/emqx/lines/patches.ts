import { EmqxEdition } from "../args/edition";
import { type NewestPatch, PATCHES_READ, type VersionRow } from "./matrix";
import { patchOf } from "./versionNumbers";

/** Which patch releases of a minor version there are, and what is said of others. */

const IN_WORDS: Readonly<Record<EmqxEdition, string>> = {
    [EmqxEdition.OpenSource]: "open-source EMQX",
    [EmqxEdition.Enterprise]: "EMQX Enterprise",
};

/**
 * What is wrong with a patch that certainly does not exist. One that is newer than all that were known may have been released
 * since, unless the minor version had come to its end.
 */
export function neverReleased(row: VersionRow, edition: EmqxEdition, version: string): string | undefined {
    const patch = patchOf(version) ?? 0;
    const own = row.newest[edition];
    if (patch <= own.patch) return undefined;
    const newest = `${row.minor}.${own.patch}`;
    const other = Object.values(EmqxEdition).find((one) => row.newest[one].patch >= patch);
    if (other !== undefined) {
        return `is "${version}", which was released as ${IN_WORDS[other]} only; the newest ${row.minor} of ${IN_WORDS[edition]} is ${newest} (${own.released}). Write "${newest}", or edition "${other}"`;
    }
    return row.supportedUntil === undefined
        ? `is "${version}", which was never released: ${row.minor} came to its end with ${newest} (${own.released}). Write "${newest}"`
        : undefined;
}

/** A sentence on a patch that is newer than all that were known. */
export function newerThanKnown(row: VersionRow, edition: EmqxEdition, version: string): string | undefined {
    const patch = patchOf(version) ?? 0;
    const all: readonly NewestPatch[] = Object.values(row.newest);
    if (all.some((known) => patch <= known.patch)) return undefined;
    const own = row.newest[edition];
    return `EMQX ${version} is newer than all that this package knows: of ${IN_WORDS[edition]} ${row.minor} that was ${row.minor}.${own.patch} (${own.released}) on ${PATCHES_READ}. If it was not released since, no pod finds its image.`;
}
