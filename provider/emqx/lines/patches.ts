import { patchOf } from "../../naming/versionNumbers";
import { EmqxEdition } from "../args/edition";
import { PATCHES_READ, type VersionRow } from "./matrix";
import { type EmqxVersion, emqxInWords } from "./versions";

/** Which patch releases of a minor version there are, and what is said of others. */

/**
 * What is wrong with a patch that certainly does not exist. One that is newer than all that were known may have been released
 * since, unless the minor version had come to its end.
 */
export function neverReleased(row: VersionRow, emqx: EmqxVersion): string | undefined {
    const patch = patchOf(emqx.version) ?? 0;
    const own = row.newest[emqx.edition];
    if (patch <= own.patch) return undefined;
    const newest = `${row.minor}.${own.patch}`;
    const other = Object.values(EmqxEdition).find((one) => row.newest[one].patch >= patch);
    if (other !== undefined) {
        return `is "${emqx.version}", which was released as ${emqxInWords({ ...emqx, edition: other })} only; the newest ${row.minor} of ${emqxInWords(emqx)} is ${newest} (${own.released}). Write "${newest}", or edition "${other}"`;
    }
    return hasEnded(row)
        ? `is "${emqx.version}", which was never released: ${row.minor} came to its end with ${newest} (${own.released}). Write "${newest}"`
        : undefined;
}

function hasEnded({ supportedUntil }: VersionRow): boolean {
    return supportedUntil === undefined || supportedUntil < PATCHES_READ;
}

/** A sentence on a patch that is newer than all that were known. */
export function newerThanKnown(row: VersionRow, emqx: EmqxVersion): string | undefined {
    const patch = patchOf(emqx.version) ?? 0;
    if (Object.values(row.newest).some((known) => patch <= known.patch)) return undefined;
    const own = row.newest[emqx.edition];
    return `EMQX ${emqx.version} is newer than all that this package knows: of ${emqxInWords(emqx, row.minor)} that was ${row.minor}.${own.patch} (${own.released}) on ${PATCHES_READ}. If it was not released since, no pod finds its image.`;
}
