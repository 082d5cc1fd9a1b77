import { ZONES_IN_CLUSTER } from "../alibaba/clusterLimits";
import { ackClusterNames } from "../naming/clusterNames";
import { checkDerived } from "../naming/derivedNames";
import { ackClusterName } from "../validation/cloudNames";
import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { AckClusterArgs, NewClusterArgs, ZoneVswitchArgs } from "./ackClusterArgs";
import { checkRanges } from "./rangeRules";
import { type CloudRegion, checkRegions, checkRegionsAlike } from "./regionRules";
import { ACK_CLUSTER } from "./schema";
import { checkZoneVswitches } from "./zones";

export function checkAckCluster(
    problems: Problems,
    name: string,
    args: AckClusterArgs,
    region?: CloudRegion,
): void {
    checkClusterRules(problems, name, conform(problems, args, ACK_CLUSTER) as AckClusterArgs, region);
}

/**
 * Exactly one of `newCluster` and `existingCluster`, and what is in it. `args` conform to their schema; `region` is where
 * everything is made, as far as that is known.
 */
export function checkClusterRules(
    problems: Problems,
    name: string,
    args: AckClusterArgs,
    region: CloudRegion | undefined,
): void {
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
        checkNewCluster(problems.at("newCluster"), newCluster, region);
        checkClusterName(problems.at("name"), name, newCluster);
    }
    if (existingCluster?.vswitches !== undefined) {
        const vswitches = problems.at("existingCluster", "vswitches");
        checkExistingVswitches(vswitches, existingCluster.vswitches, region);
    }
}

function checkNewCluster(problems: Problems, args: NewClusterArgs, region: CloudRegion | undefined): void {
    if (args.zones !== undefined) checkZones(problems.at("zones"), args.zones, region);
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

function checkZones(
    problems: Problems,
    zones: readonly (string | undefined)[],
    region: CloudRegion | undefined,
): void {
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
    if (zones.length > ZONES_IN_CLUSTER) {
        problems.add("", `has ${zones.length} zones; ACK takes ${ZONES_IN_CLUSTER} at the most`);
    }
    const placed = zones.flatMap((zone, i) =>
        zone === undefined ? [] : [{ zone, problems: problems.at(i) }],
    );
    checkRegions(problems, placed, region);
}

function checkExistingVswitches(
    problems: Problems,
    vswitches: readonly ZoneVswitchArgs[],
    region: CloudRegion | undefined,
): void {
    if (vswitches.length === 0) {
        problems.add(
            "",
            'is empty; write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
        );
    }
    checkZoneVswitches(problems, vswitches);
    const placed = vswitches.flatMap(({ zoneId }, i) =>
        isPlain(zoneId) ? [{ zone: zoneId, problems: problems.at(i, "zoneId") }] : [],
    );
    checkRegionsAlike(problems, placed, region);
}

/** A name may have the form of an id, and ids of tests are made up: whether there is such a cluster is the cloud's to say. */
export function clusterIdWarnings(clusterId: string): string[] {
    return clusterId.startsWith("c")
        ? []
        : [
              `existingCluster.clusterId is "${clusterId}", which is no id that ACK gives (a c and 32 hexadecimal digits): the name of a cluster is not taken.`,
          ];
}
