import { checkBoolean, checkEnum, checkKeys, checkText, isPlain } from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";
import { checkShape } from "../validation/shape";
import {
    type AckClusterArgs,
    type ExistingClusterArgs,
    NetworkPlugin,
    type NewClusterArgs,
    type ZoneVswitchArgs,
} from "./ackClusterArgs";
import { overlap, parseCidr, zoneLetter } from "./addressPlan";

const CLUSTER_INPUTS = inputsOf<AckClusterArgs>({ newCluster: true, existingCluster: true, protect: true });
const NEW_INPUTS = inputsOf<NewClusterArgs>({
    zones: true,
    clusterName: true,
    version: true,
    clusterSpec: true,
    networkPlugin: true,
    vpcCidr: true,
    serviceCidr: true,
    podCidr: true,
    publicApiEndpoint: true,
    natGateway: true,
    deletionProtection: true,
    tags: true,
});
const EXISTING_INPUTS = inputsOf<ExistingClusterArgs>({
    clusterId: true,
    kubeconfig: true,
    vswitches: true,
    networkPlugin: true,
});
const ZONE_INPUTS = inputsOf<ZoneVswitchArgs>({ zoneId: true, vswitchId: true });

/** `vswitchIds` of an ACK cluster. Source: documentation of cs.ManagedKubernetes. */
const MOST_ZONES = 5;

export function checkAckCluster(problems: Problems, args: AckClusterArgs): void {
    if (!checkShape(problems, args)) return;
    checkKeys(problems, "", args, CLUSTER_INPUTS);
    checkBoolean(problems, "protect", args.protect);
    checkClusterChoice(problems, args);
}

/** Exactly one of `newCluster` and `existingCluster`, and what is in it. */
export function checkClusterChoice(problems: Problems, args: AckClusterArgs): void {
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
    if (newCluster) checkNewCluster(problems, newCluster);
    if (existingCluster) checkExistingCluster(problems, existingCluster);
}

function checkNewCluster(problems: Problems, args: NewClusterArgs): void {
    checkKeys(problems, "newCluster", args, NEW_INPUTS);
    checkZones(problems, args.zones);
    checkEnum(problems, "newCluster.networkPlugin", args.networkPlugin, NetworkPlugin);
    checkText(problems, "newCluster.clusterName", args.clusterName);
    for (const flag of ["publicApiEndpoint", "natGateway", "deletionProtection"] as const) {
        checkBoolean(problems, `newCluster.${flag}`, args[flag]);
    }
    if (
        isPlain(args.clusterSpec) &&
        !/^ack\.(standard|pro\.(small|xlarge|2xlarge|4xlarge))$/.test(args.clusterSpec)
    ) {
        problems.add(
            "newCluster.clusterSpec",
            `is ${JSON.stringify(args.clusterSpec)}; write ack.pro.small, ack.pro.xlarge, ack.pro.2xlarge, ack.pro.4xlarge or ack.standard`,
        );
    }
    checkRanges(problems, args);
}

function checkZones(problems: Problems, zones: string[] | undefined): void {
    const at = "newCluster.zones";
    if (!Array.isArray(zones)) {
        problems.add(
            at,
            'is missing; write two or more zones of one region, e.g. ["cn-hangzhou-g", "cn-hangzhou-h"]',
        );
        return;
    }
    if (new Set(zones).size < 2) {
        problems.add(
            at,
            `has ${zones.length === 0 ? "no zone" : "one zone"}; write two or more, so that losing one leaves the cluster running`,
        );
    }
    const regions = new Set<string>();
    zones.forEach((zone, i) => {
        if (typeof zone !== "string" || zoneLetter(zone) === undefined) {
            problems.add(
                `${at}[${i}]`,
                `is ${JSON.stringify(zone)}; write a zone id such as "cn-hangzhou-g"`,
            );
            return;
        }
        regions.add(zone.replace(/-?[a-z]$/, ""));
        if (zones.indexOf(zone) !== i) problems.add(`${at}[${i}]`, `is "${zone}" again; leave it out`);
    });
    if (zones.length > MOST_ZONES) {
        problems.add(at, `has ${zones.length} zones; ACK takes ${MOST_ZONES} at the most`);
    }
    if (regions.size > 1) {
        problems.add(
            at,
            `are of ${[...regions].join(" and ")}; a cluster lives in one region, write zones of one`,
        );
    }
}

function checkRanges(problems: Problems, args: NewClusterArgs): void {
    const vpc = parseCidr(args.vpcCidr ?? "10.0.0.0/8");
    if (!vpc || vpc.prefix < 8 || vpc.prefix > 16) {
        problems.add(
            "newCluster.vpcCidr",
            `is ${JSON.stringify(args.vpcCidr)}; write a range of /8 to /16 such as "10.0.0.0/8" or "192.168.0.0/16"`,
        );
    }
    const flannel = args.networkPlugin === NetworkPlugin.Flannel;
    if (args.podCidr !== undefined && !flannel) {
        problems.add(
            "newCluster.podCidr",
            "is for Flannel only; with Terway pods have addresses of vpcCidr. Leave it out",
        );
    }
    const taken = vpc ? [{ name: "vpcCidr", range: vpc }] : [];
    for (const [name, text] of [
        ["serviceCidr", args.serviceCidr ?? "172.21.0.0/20"],
        ...(flannel ? [["podCidr", args.podCidr ?? "172.20.0.0/16"] as const] : []),
    ] as const) {
        const range = parseCidr(text);
        if (!range) {
            problems.add(
                `newCluster.${name}`,
                `is ${JSON.stringify(text)}; write a range such as "172.21.0.0/20"`,
            );
            continue;
        }
        for (const other of taken) {
            if (overlap(range, other.range)) {
                problems.add(
                    `newCluster.${name}`,
                    `is ${text}, which overlaps ${other.name}; write a range outside it`,
                );
            }
        }
        taken.push({ name, range });
    }
}

function checkExistingCluster(problems: Problems, args: ExistingClusterArgs): void {
    const at = "existingCluster";
    checkKeys(problems, at, args, EXISTING_INPUTS);
    checkEnum(problems, `${at}.networkPlugin`, args.networkPlugin, NetworkPlugin);
    checkText(problems, `${at}.clusterId`, args.clusterId);
    checkText(problems, `${at}.kubeconfig`, args.kubeconfig);
    if (args.clusterId === undefined)
        problems.add(`${at}.clusterId`, "is missing; write the cluster's id from the ACK console");
    if (!Array.isArray(args.vswitches) || args.vswitches.length === 0) {
        problems.add(
            `${at}.vswitches`,
            'is missing; write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
        );
        return;
    }
    checkZoneVswitches(problems, `${at}.vswitches`, args.vswitches);
}

export function checkZoneVswitches(
    problems: Problems,
    at: string,
    vswitches: readonly ZoneVswitchArgs[],
): void {
    const seen = new Set<unknown>();
    vswitches.forEach((vswitch, i) => {
        checkKeys(problems, `${at}[${i}]`, vswitch, ZONE_INPUTS);
        if (isPlain(vswitch.zoneId) && seen.has(vswitch.zoneId)) {
            problems.add(
                `${at}[${i}].zoneId`,
                `is "${vswitch.zoneId}" again; write one vSwitch for each zone`,
            );
        }
        seen.add(vswitch.zoneId);
        for (const input of ["zoneId", "vswitchId"] as const) {
            if (vswitch[input] === undefined) problems.add(`${at}[${i}].${input}`, "is missing");
            checkText(problems, `${at}[${i}].${input}`, vswitch[input]);
        }
    });
}
