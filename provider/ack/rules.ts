import { ackClusterNames } from "../naming/clusterNames";
import { checkDerived } from "../naming/derivedNames";
import { ackClusterName, regionOf, zoneLetter } from "../validation/cloudNames";
import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { AckClusterArgs, NewClusterArgs, ZoneVswitchArgs } from "./ackClusterArgs";
import { checkRanges } from "./rangeRules";
import { ACK_CLUSTER } from "./schema";
import { checkZoneVswitches } from "./zones";

export function checkAckCluster(problems: Problems, name: string, args: AckClusterArgs): void {
    checkClusterRules(problems, name, conform(problems, args, ACK_CLUSTER) as AckClusterArgs);
}

/** Exactly one of `newCluster` and `existingCluster`, and what is in it. `args` conform to their schema. */
export function checkClusterRules(problems: Problems, name: string, args: AckClusterArgs): void {
    const { newCluster, existingCluster } = args;
    if (newCluster && existingCluster) {
        problems.add(
            "newCluster",
            "is given together with existingCluster; write newCluster to make a cluster or existingCluster to use one, not both",
        );
    }
    if (!newCluster && !existingCluster) {
        problems.add(
            "newCluster",
            'is missing, and so is existingCluster; write newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] } to make a cluster or existingCluster to use one',
        );
    }
    if (newCluster) {
        checkNewCluster(problems.at("newCluster"), newCluster);
        checkClusterName(problems.at("name"), name, newCluster);
    }
    if (existingCluster?.vswitches !== undefined) {
        checkExistingVswitches(problems.at("existingCluster", "vswitches"), existingCluster.vswitches);
    }
}

function checkNewCluster(problems: Problems, args: NewClusterArgs): void {
    if (args.zones !== undefined) checkZones(problems.at("zones"), args.zones);
    checkRanges(problems, args);
}

/** The component's name, and what is made of it. */
function checkClusterName(problems: Problems, name: string, args: NewClusterArgs): void {
    const clusterNamed = args.clusterName !== undefined;
    if (!clusterNamed && ackClusterName(name) !== undefined) {
        problems.add(
            "",
            `is ${JSON.stringify(name)}; ${ackClusterName(name)}, or give newCluster.clusterName`,
        );
        return;
    }
    const zones = knownZones(args.zones ?? []);
    checkDerived(
        problems,
        name,
        ackClusterNames(name, { clusterNamed, natGateway: args.natGateway ?? true, zones }),
    );
}

/** Without those that are none, which the schema has refused: they are undefined here. */
function knownZones(zones: readonly (string | undefined)[]): readonly string[] {
    return zones.filter((zone) => zone !== undefined);
}

/** `vswitchIds` of an ACK cluster. Source: documentation of cs.ManagedKubernetes. */
const MOST_ZONES = 5;

function checkZones(problems: Problems, zones: readonly (string | undefined)[]): void {
    const known = knownZones(zones);
    if (known.length === zones.length && new Set(zones).size < 2) {
        problems.add(
            "",
            `has ${zones.length === 0 ? "no zone" : "one zone"}; write two or more, so that losing one leaves the cluster running`,
        );
    }
    zones.forEach((zone, i) => {
        if (zone !== undefined && zones.indexOf(zone) !== i) {
            problems.at(i).add("", `is "${zone}" again; leave it out`);
        }
    });
    if (zones.length > MOST_ZONES) {
        problems.add("", `has ${zones.length} zones; ACK takes ${MOST_ZONES} at the most`);
    }
    refuseSeveralRegions(problems, known, "zones");
}

function refuseSeveralRegions(problems: Problems, zones: readonly string[], what: string): void {
    const regions = new Set(zones.map(regionOf));
    if (regions.size > 1) {
        problems.add(
            "",
            `are of ${[...regions].join(" and ")}; a cluster lives in one region, write ${what} of one`,
        );
    }
}

function checkExistingVswitches(problems: Problems, vswitches: readonly ZoneVswitchArgs[]): void {
    if (vswitches.length === 0) {
        problems.add(
            "",
            'is empty; write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
        );
    }
    checkZoneVswitches(problems, vswitches);
    const zones = vswitches.map((v) => v.zoneId).filter((zone) => isPlain(zone));
    refuseSeveralRegions(
        problems,
        zones.filter((zone) => zoneLetter(zone) !== undefined),
        "vSwitches",
    );
}
