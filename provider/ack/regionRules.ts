import type { Input } from "@pulumi/pulumi";
import { zoneOf, zoneParts } from "../alibaba/regions";
import { isPlain, Known } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { meantRegion } from "./zoneId";

/** Where everything is made, and what says so: `alicloud:region`. */
export interface CloudRegion {
    readonly region: Input<string | undefined> | Known;
    readonly of: string;
}

/** A zone where it is written. */
export interface PlacedZone {
    readonly zone: string;
    readonly problems: Problems;
}

/**
 * Zones against the region in which everything is made, where that is known, else among themselves. `problems` is the list of
 * them, `what` what it is a list of. What is no zone has been told.
 */
export function checkRegions(
    problems: Problems,
    zones: readonly PlacedZone[],
    cloud: CloudRegion | undefined,
    what: string,
): void {
    const region = known(cloud?.region);
    const placed = zones.flatMap(({ zone, problems: at }) => {
        const parts = zoneParts(zone);
        return parts === undefined ? [] : [{ zone, at, ...parts }];
    });
    // Somebody who names a region of that name knows it.
    const misspelt = placed.filter((one) => one.region !== region && meantRegion(one.region) !== undefined);
    for (const { zone, at, region: given, letter } of misspelt) {
        const meant = zoneOf({ region: meantRegion(given) as string, letter });
        at.add("", `is "${zone}", and no region is called ${given}; did you mean "${meant}"?`);
    }
    const spelt = placed.filter((one) => !misspelt.includes(one));
    const regions = [...new Set(spelt.map((one) => one.region))];
    if (cloud === undefined || region === undefined) {
        if (regions.length < 2) return;
        problems.add(
            "",
            `are of ${regions.join(" and ")}; a cluster lives in one region, write ${what} of one`,
        );
        return;
    }
    const is = `and ${cloud.of} is "${region}"`;
    const others = spelt.filter((one) => one.region !== region);
    const [only, ...more] = regions;
    if (others.length > 0 && more.length === 0) {
        const instead =
            meantRegion(region) === only
                ? `did you mean "${only}" there?`
                : `write ${what} of it, or ${only} there`;
        problems.add("", `are of ${only}, ${is}; ${instead}`);
        return;
    }
    for (const { zone, at, region: given } of others) {
        at.add("", `is "${zone}" of ${given}, ${is}; write a zone of ${region}`);
    }
}

function known(region: CloudRegion["region"]): string | undefined {
    const value = region instanceof Known ? (region.value as string | undefined) : region;
    return isPlain(value) && value !== "" ? value : undefined;
}
