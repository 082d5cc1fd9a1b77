import { isKnownZone, LONGEST_ZONE, REGIONS, zoneOf, zoneParts } from "../alibaba/regions";
import { nearest, withMeant } from "../validation/nearest";
import type { Rule } from "../validation/rules";

/** A zone's id, with what a misspelt one may have meant. */

const EXAMPLE = 'write a zone id such as "cn-hangzhou-g"';

export const zoneId: Rule = (value) => {
    if (typeof value === "string" && zoneParts(value) !== undefined) return undefined;
    const meant = typeof value === "string" ? ofAnotherForm(value) : undefined;
    return withMeant(EXAMPLE, meant);
};

/** In capitals, with other signs, or with the letter where it does not stand. */
function ofAnotherForm(value: string): string | undefined {
    if (value.length > LONGEST_ZONE) return undefined;
    const [, body = "", letter] = /^(.*?)[^a-z0-9]*([a-z])$/.exec(value.trim().toLowerCase()) ?? [];
    const region = body.replace(/[^a-z0-9]+/g, "-");
    return letter !== undefined && REGIONS.includes(region) ? zoneOf({ region, letter }) : undefined;
}

/** Sentences on zones that may be misspelt: the cloud tells so only after the first resources are made. */
export function zoneWarnings(zones: readonly string[]): string[] {
    return zones.flatMap((zone) => {
        const parts = zoneParts(zone);
        if (parts === undefined || isKnownZone(parts)) return [];
        return [
            `newCluster.zones has "${zone}", which is no zone that this package knows: if ${parts.region} has no zone ${parts.letter.toUpperCase()}, no vSwitch is made in it. Look it up, or leave it out.`,
        ];
    });
}

/**
 * The region that a misspelt one probably is. One that differs in its continent or its number may be newer than the list, and
 * is not taken for another.
 */
export function meantRegion(region: string): string | undefined {
    if (REGIONS.includes(region)) return undefined;
    const [continent] = region.split("-");
    const beside = REGIONS.filter((known) => known.split("-")[0] === continent);
    const isOnlyNewer = beside.some((known) => withoutNumbers(known) === withoutNumbers(region));
    return isOnlyNewer ? undefined : nearest(region, beside, 2);
}

function withoutNumbers(region: string): string {
    return region.replace(/\d+/g, "");
}
