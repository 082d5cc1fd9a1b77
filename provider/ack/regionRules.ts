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

/** Zones of a new cluster against the region in which it is made, where that is known, else among themselves. */
export function checkRegions(
    problems: Problems,
    zones: readonly PlacedZone[],
    cloud: CloudRegion | undefined,
): void {
    const region = knownRegion(cloud);
    const spelt = checkSpelling(zones, region);
    if (cloud === undefined || region === undefined) {
        refuseSeveral(problems, spelt, "zones");
        return;
    }
    const others = spelt.filter((one) => one.region !== region);
    if (others.length === 0) return;
    const is = `${cloud.of} is "${region}"`;
    const only = onlyRegion(spelt);
    const meant = meantRegion(region);
    if (meant !== undefined) {
        problems.add(
            "",
            `are of ${regionsOf(spelt).join(" and ")}, and ${is}; did you mean "${meant}" there?`,
        );
        if (only !== undefined) return;
    } else if (only !== undefined) {
        problems.add("", `are of ${only}, and ${is}; write zones of it, or ${only} there`);
        return;
    }
    const right = meant ?? region;
    for (const { zone, problems: at, region: given } of others) {
        if (given === right) continue;
        at.add("", `is "${zone}" of ${given}, and ${is}; write a zone of ${right}`);
    }
}

/**
 * The same for a cluster that exists, among themselves: what the stack makes of it may be made through another region, or be
 * nothing of the cloud's.
 */
export function checkRegionsAlike(
    problems: Problems,
    zones: readonly PlacedZone[],
    cloud: CloudRegion | undefined,
): void {
    refuseSeveral(problems, checkSpelling(zones, knownRegion(cloud)), "vSwitches");
}

/** A sentence on the vSwitches of a cluster that exists, which are of another region than the provider's. */
export function otherRegionWarnings(zones: readonly string[], of: string, region: string): string[] {
    const only = onlyRegion(zones.flatMap((zone) => zoneParts(zone) ?? []));
    if (only === undefined || only === region || region === "") return [];
    return [
        `existingCluster.vswitches are of ${only}, and ${of} is "${region}", where the cluster and its node pools are looked for; ${
            meantRegion(region) === only
                ? `did you mean "${only}" there?`
                : `write vSwitches of it, or ${only} there.`
        }`,
    ];
}

export function knownRegion(cloud: CloudRegion | undefined): string | undefined {
    const given = cloud?.region;
    const value = given instanceof Known ? (given.value as string | undefined) : given;
    return isPlain(value) && value !== "" ? value : undefined;
}

interface Spelt extends PlacedZone {
    readonly region: string;
    readonly letter: string;
}

/** Tells what is misspelt and gives back the rest; what is no zone at all has been told. */
function checkSpelling(zones: readonly PlacedZone[], region: string | undefined): Spelt[] {
    const placed = zones.flatMap((one) => {
        const parts = zoneParts(one.zone);
        return parts === undefined ? [] : [{ ...one, ...parts }];
    });
    return placed.filter(({ zone, problems, region: given, letter }) => {
        // Somebody who names a region of that name knows it.
        const meant = given === region ? undefined : meantRegion(given);
        if (meant === undefined) return true;
        const spelt = zoneOf({ region: meant, letter });
        problems.add("", `is "${zone}", and no region is called ${given}; did you mean "${spelt}"?`);
        return false;
    });
}

function refuseSeveral(problems: Problems, zones: readonly Spelt[], what: string): void {
    const regions = regionsOf(zones);
    if (regions.length < 2) return;
    problems.add("", `are of ${regions.join(" and ")}; a cluster lives in one region, write ${what} of one`);
}

function regionsOf(zones: readonly { readonly region: string }[]): string[] {
    return [...new Set(zones.map(({ region }) => region))];
}

function onlyRegion(zones: readonly { readonly region: string }[]): string | undefined {
    const [only, ...more] = regionsOf(zones);
    return more.length === 0 ? only : undefined;
}
