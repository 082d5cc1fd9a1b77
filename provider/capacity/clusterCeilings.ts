import { NetworkPlugin } from "../ack/ackClusterArgs";
import { ALLOCATABLE_SOURCE, allocatable } from "../alibaba/allocatable";
import { QUOTA_SOURCE, ROUTES_IN_TABLE, ROUTES_SOURCE } from "../alibaba/clusterLimits";
import { figure, percent } from "../wording/figures";
import { type CeilingFinding, measured, notChecked } from "./ceiling";
import { licenseCeilings } from "./licenseCeilings";
import type { Load } from "./load";
import { peakInWords, podsPath, poolPath, type RoleSizing, type Sizing } from "./sizing";

/** What the cluster, its network and the license allow. */
export function clusterCeilings(sizing: Sizing, load: Load): CeilingFinding[] {
    return [
        ...sizing.roles.flatMap((role) => requests(role)),
        ...sizing.roles.flatMap((role) => podsOnNode(role)),
        ...addresses(sizing),
        ...(sizing.ownsPools ? quotas(sizing) : []),
        ...licenseCeilings(sizing.license, load),
    ];
}

/** Pods of one node at the most, spread evenly, old and new ones of an upgrade together. */
function podsTogether({ peak, nodes }: RoleSizing): number {
    return Math.ceil(peak.pods / Math.max(1, nodes));
}

/** What the pods ask of a node, against what ACK leaves of it for them. */
function requests(role: RoleSizing): CeilingFinding[] {
    const together = podsTogether(role);
    const input = `${podsPath(role.role)}.resources`;
    const { vcpus, memoryGiB, maxPods } = role;
    const left = allocatable(vcpus ?? 0, memoryGiB ?? 0, maxPods);
    return [
        ["CPU requests", "vCPU", role.cpuRequest, vcpus, left.vcpus, "cpuRequest"] as const,
        ["memory requests", "GiB", role.memoryRequest, memoryGiB, left.memoryGiB, "memoryRequest"] as const,
    ].flatMap(([name, unit, request, all, limit, property]) =>
        all === undefined
            ? []
            : measured({
                  name,
                  where: `${role.role} node`,
                  unit,
                  used: together * request,
                  limit,
                  arithmetic: `${together} pods x ${figure(request)} ${unit} during an upgrade are ${percent((together * request) / limit)} of the ${figure(limit)} that pods may request of the node's ${figure(all)}`,
                  input: `${input}.${property}`,
                  source: `${ALLOCATABLE_SOURCE}; ${role.peak.source}`,
                  remedy: `Write a lower ${input}.${property}, more nodes in ${poolPath(role.role)}.nodes, or a larger type`,
                  // The first deployment finds room; only an upgrade does not.
                  refusedAbove: together,
                  growsWithLoad: false,
              }),
    );
}

function podsOnNode(role: RoleSizing): CeilingFinding[] {
    if (role.podsPerNode === undefined) return [];
    const used = podsTogether(role);
    return measured({
        name: "pods",
        where: `${role.role} node`,
        unit: "pods",
        used,
        limit: role.podsPerNode,
        arithmetic: `${used} EMQX pods during an upgrade are ${percent(used / role.podsPerNode)} of the ${figure(role.podsPerNode)} pods that find an address on the node, beside the cluster's own`,
        input: `${poolPath(role.role)}.instanceTypes`,
        source: "Terway: (interfaces - 1) x addresses; Flannel: the node's range",
        remedy: `Write a larger type in ${poolPath(role.role)}.instanceTypes`,
        refusedAbove: used,
        growsWithLoad: false,
    });
}

function addresses(sizing: Sizing): CeilingFinding[] {
    const { network, roles } = sizing;
    const where = "vSwitch";
    if (network.addresses === undefined) {
        const why = "how many addresses are free in vSwitches that exist is not known here";
        return notChecked({
            name: "addresses",
            where,
            unit: "addresses",
            why,
            input: "existingCluster.vswitches",
        });
    }
    const steady = sum(roles, "nodes");
    const nodes = steady * (sizing.poolsDouble ? 2 : 1);
    const running = sum(roles, "pods");
    const pods = roles.reduce((all, { peak }) => all + peak.pods, 0);
    const perZone = (count: number) => Math.ceil(count / Math.max(1, network.zones));
    const doubled = sizing.poolsDouble ? ", twice that while pools are replaced," : "";
    const common = { input: "newCluster.vpcCidr", growsWithLoad: false, unit: "addresses", where };
    const { nodes: nodeAddresses, pods: podAddresses, nodeRanges } = network.addresses;
    return [
        ...measured({
            ...common,
            name: "node addresses",
            used: perZone(nodes),
            limit: nodeAddresses,
            arithmetic: `${figure(steady)} nodes${doubled} in ${network.zones} zones: ${figure(perZone(nodes))} are ${percent(perZone(nodes) / nodeAddresses)} of a vSwitch's ${figure(nodeAddresses)} addresses`,
            source: "the stack's own address plan",
            remedy: "Write a wider newCluster.vpcCidr or more newCluster.zones",
            refusedAbove: sizing.poolsDouble ? 2 : 1,
        }),
        ...(podAddresses === undefined
            ? []
            : measured({
                  ...common,
                  name: "pod addresses",
                  used: perZone(pods),
                  limit: podAddresses,
                  arithmetic: `${figure(running)} EMQX pods, ${peakInWords(running, pods)} during an upgrade, in ${network.zones} zones: ${figure(perZone(pods))} are ${percent(perZone(pods) / podAddresses)} of a vSwitch's ${figure(podAddresses)} addresses`,
                  source: "the stack's own address plan",
                  remedy: "Write a wider newCluster.vpcCidr or more newCluster.zones",
                  refusedAbove: pods / Math.max(1, running),
              })),
        ...(network.plugin === NetworkPlugin.Flannel ? flannel(nodes, doubled, steady, nodeRanges) : []),
    ];
}

function flannel(
    nodes: number,
    doubled: string,
    steady: number,
    ranges: number | undefined,
): CeilingFinding[] {
    const what = `${figure(steady)} nodes${doubled}`;
    const common = { used: nodes, growsWithLoad: false, refusedAbove: nodes / Math.max(1, steady) };
    return [
        ...(ranges === undefined
            ? []
            : measured({
                  ...common,
                  name: "pod ranges",
                  where: "cluster",
                  unit: "nodes",
                  limit: ranges,
                  arithmetic: `${what} are ${percent(nodes / ranges)} of the ${figure(ranges)} that find a range in podCidr`,
                  input: "newCluster.podCidr",
                  source: "Flannel: a /24 for each node",
                  remedy: "Write a wider newCluster.podCidr",
              })),
        ...measured({
            ...common,
            name: "routes",
            where: "VPC",
            unit: "routes",
            limit: ROUTES_IN_TABLE,
            arithmetic: `${what} are ${percent(nodes / ROUTES_IN_TABLE)} of the ${ROUTES_IN_TABLE} routes of a VPC's table`,
            input: "newCluster.networkPlugin",
            source: ROUTES_SOURCE,
            remedy: 'Write newCluster.networkPlugin "Terway", or fewer and larger nodes',
        }),
    ];
}

function quotas(sizing: Sizing): CeilingFinding[] {
    const times = sizing.poolsDouble ? 2 : 1;
    const replaced = sizing.poolsDouble ? ", twice that while pools are replaced," : "";
    const nodes = sum(sizing.roles, "nodes");
    const pools = sizing.roles.length;
    const quota = (name: string, count: number, limit: number, input: string) =>
        measured({
            name,
            where: "cluster",
            unit: name,
            used: count * times,
            limit,
            arithmetic: `${figure(count)} ${name}${replaced} are ${percent((count * times) / limit)} of the quota of ${figure(limit)}`,
            input,
            source: QUOTA_SOURCE,
            remedy: `Write fewer and larger nodes, or the raised quota in ${input}`,
            refusedAbove: times,
            growsWithLoad: false,
        });
    return [
        ...quota("nodes", nodes, sizing.nodeQuota, "capacity.quotas.nodes"),
        ...quota("node pools", pools, sizing.nodePoolQuota, "capacity.quotas.nodePools"),
    ];
}

function sum(roles: readonly RoleSizing[], property: "nodes" | "pods"): number {
    return roles.reduce((total, role) => total + role[property], 0);
}
