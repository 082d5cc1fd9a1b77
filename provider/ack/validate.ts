import { ackClusterNames } from "../naming/clusterNames";
import { checkDerived } from "../naming/derivedNames";
import {
    ackClusterName,
    clusterId,
    kubernetesVersion,
    regionOf,
    tagKey,
    tagValue,
    zoneId,
    zoneLetter,
} from "../validation/cloudNames";
import { conform, isPlain } from "../validation/conform";
import { kubeconfig } from "../validation/kubeconfig";
import type { Problems } from "../validation/problems";
import { anyText, flag, matching, member } from "../validation/rules";
import {
    idInput,
    input,
    listOf,
    mapOf,
    objectOf,
    plain,
    required,
    schemaOf,
    secretInput,
} from "../validation/schema";
import {
    type AckClusterArgs,
    type ExistingClusterArgs,
    NetworkPlugin,
    type NewClusterArgs,
} from "./ackClusterArgs";
import { checkRanges } from "./rangeCheck";
import { checkZoneVswitches, ZONE_VSWITCHES } from "./vswitchCheck";

const CLUSTER_SPEC = /^ack\.(standard|pro\.(small|xlarge|2xlarge|4xlarge))$/;

export const CLUSTER_SCHEMA = schemaOf<AckClusterArgs>({
    newCluster: objectOf(
        schemaOf<NewClusterArgs>({
            zones: required(
                listOf(plain(zoneId), '["cn-hangzhou-g", "cn-hangzhou-h"]'),
                'write two or more zones of one region, e.g. ["cn-hangzhou-g", "cn-hangzhou-h"]',
            ),
            clusterName: input(ackClusterName),
            version: input(kubernetesVersion),
            clusterSpec: input(
                matching(
                    CLUSTER_SPEC,
                    "write ack.pro.small, ack.pro.xlarge, ack.pro.2xlarge, ack.pro.4xlarge or ack.standard",
                ),
            ),
            networkPlugin: plain(member(NetworkPlugin)),
            vpcCidr: plain(anyText),
            serviceCidr: plain(anyText),
            podCidr: plain(anyText),
            publicApiEndpoint: plain(flag),
            natGateway: plain(flag),
            deletionProtection: input(flag),
            tags: mapOf(input(tagValue), tagKey),
        }),
    ),
    existingCluster: objectOf(
        schemaOf<ExistingClusterArgs>({
            clusterId: required(idInput(clusterId), "write the cluster's id from the ACK console"),
            kubeconfig: secretInput(kubeconfig),
            vswitches: required(
                ZONE_VSWITCHES,
                'write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
            ),
            networkPlugin: plain(member(NetworkPlugin)),
        }),
    ),
    protect: plain(flag),
});
const ARGS = objectOf(CLUSTER_SCHEMA);

export function checkAckCluster(problems: Problems, name: string, args: AckClusterArgs): void {
    checkClusterRules(problems, name, conform(problems, "", args, ARGS) as AckClusterArgs);
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
    if (newCluster) checkNewCluster(problems, name, newCluster);
    if (existingCluster) checkExistingCluster(problems, existingCluster);
}

/** `vswitchIds` of an ACK cluster. Source: documentation of cs.ManagedKubernetes. */
const MOST_ZONES = 5;

function checkNewCluster(problems: Problems, name: string, args: NewClusterArgs): void {
    const zones: readonly (string | undefined)[] = args.zones ?? [];
    if (args.zones !== undefined) checkZones(problems, zones);
    checkRanges(problems, args);
    const clusterNamed = args.clusterName !== undefined;
    if (!clusterNamed && ackClusterName(name) !== undefined) {
        problems.add(
            "name",
            `is ${JSON.stringify(name)}; ${ackClusterName(name)}, or give newCluster.clusterName`,
        );
        return;
    }
    const named = zones.filter((zone) => zone !== undefined);
    const naming = { clusterNamed, natGateway: args.natGateway ?? true, zones: named };
    checkDerived(problems, "name", name, ackClusterNames(name, naming));
}

/** A zone that is none has been told, and is undefined here. */
function checkZones(problems: Problems, zones: readonly (string | undefined)[]): void {
    const at = "newCluster.zones";
    const known = zones.filter((zone) => zone !== undefined);
    if (known.length === zones.length && new Set(zones).size < 2) {
        problems.add(
            at,
            `has ${zones.length === 0 ? "no zone" : "one zone"}; write two or more, so that losing one leaves the cluster running`,
        );
    }
    zones.forEach((zone, i) => {
        if (zone !== undefined && zones.indexOf(zone) !== i) {
            problems.add(`${at}[${i}]`, `is "${zone}" again; leave it out`);
        }
    });
    if (zones.length > MOST_ZONES) {
        problems.add(at, `has ${zones.length} zones; ACK takes ${MOST_ZONES} at the most`);
    }
    const regions = new Set(known.map(regionOf));
    if (regions.size > 1) {
        problems.add(
            at,
            `are of ${[...regions].join(" and ")}; a cluster lives in one region, write zones of one`,
        );
    }
}

function checkExistingCluster(problems: Problems, args: ExistingClusterArgs): void {
    const at = "existingCluster.vswitches";
    if (args.vswitches?.length === 0) {
        problems.add(
            at,
            'is empty; write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
        );
    }
    checkZoneVswitches(problems, at, args.vswitches ?? []);
    const zones = (args.vswitches ?? []).map((v) => v.zoneId).filter((zone) => isPlain(zone));
    const regions = new Set(zones.filter((zone) => zoneLetter(zone) !== undefined).map(regionOf));
    if (regions.size > 1) {
        problems.add(
            at,
            `are of ${[...regions].join(" and ")}; a cluster lives in one region, write vSwitches of one`,
        );
    }
}
