import { LOAD_BALANCERS_IN_REGION } from "../alibaba/loadBalancerLimits";
import { LoadBalancerKind } from "../loadBalancer/mqttLoadBalancerArgs";
import { figure, percent } from "../wording/figures";
import { type CeilingFinding, measured, notChecked } from "./ceiling";
import { clientTraffic, type Load } from "./load";
import { peakInWords, type RoleSizing, type Sizing } from "./sizing";

const WHERE = "load balancer";

/** What stands in front of everything. It is not a node: losing nodes leaves it as it is. */
export function loadBalancerCeilings(sizing: Sizing, load: Load): CeilingFinding[] {
    const { limits, maxConnectRate } = sizing.loadBalancer;
    const traffic = load.messages && clientTraffic(load.messages);
    const rate = Math.min(
        limits.connectsPerSecond ?? Number.POSITIVE_INFINITY,
        maxConnectRate ?? Number.POSITIVE_INFINITY,
    );
    return [
        ...ofLoadBalancer(sizing, {
            name: "connections",
            unit: "connections",
            used: load.connections,
            limit: limits.connections,
            figure: "connections",
        }),
        ...ofLoadBalancer(sizing, {
            name: "connects",
            unit: "connects a second",
            used: load.connectsPerSecond,
            limit: Number.isFinite(rate) || Number.isNaN(rate) ? rate : undefined,
            figure: "connectsPerSecond",
            wanted: "traffic.connectsPerSecond",
            raise:
                maxConnectRate !== undefined && rate === maxConnectRate
                    ? "loadBalancer.maxConnectRate"
                    : undefined,
        }),
        ...ofLoadBalancer(sizing, {
            name: "bandwidth",
            unit: "Gbit/s",
            used: traffic && traffic.inGbps + traffic.outGbps,
            limit: limits.gbps,
            figure: "gbps",
            wanted: "traffic.publishedPerSecond",
        }),
        ...ofLoadBalancer(sizing, {
            name: "packets",
            unit: "packets a second",
            used: traffic?.packetsPerSecond,
            limit: limits.packetsPerSecond,
            figure: "packetsPerSecond",
            wanted: "traffic.publishedPerSecond",
            // No two messages share a packet in this count.
            refusedAbove: 2,
        }),
        ...backends(sizing),
        ...inRegion(sizing),
    ];
}

interface OfLoadBalancer {
    readonly name: string;
    readonly unit: string;
    readonly used: number | undefined;
    readonly limit: number | undefined;
    /** Its property of `capacity.loadBalancer`. */
    readonly figure: string;
    /** Input that says what is used. */
    readonly wanted?: string;
    /** Input that raises the limit, where it is not the load balancer's own. */
    readonly raise?: string;
    readonly refusedAbove?: number;
}

function ofLoadBalancer(sizing: Sizing, facts: OfLoadBalancer): CeilingFinding[] {
    const { name, unit, used, limit, refusedAbove } = facts;
    const { kind, zones, limits } = sizing.loadBalancer;
    if (used === undefined || limit === undefined) {
        const input = used === undefined ? (facts.wanted ?? "") : `capacity.loadBalancer.${facts.figure}`;
        const why = used === undefined ? `give ${input}` : `not published for this kind; give ${input}`;
        return notChecked({ name, where: WHERE, unit, why, input });
    }
    const input = facts.raise ?? (kind === LoadBalancerKind.Nlb ? "newCluster.zones" : "loadBalancer.kind");
    const what = kind === LoadBalancerKind.Nlb ? `an NLB in ${zones} zones` : "this CLB";
    const remedy =
        kind === LoadBalancerKind.Nlb
            ? `Write more zones${facts.raise ? ` or a higher ${facts.raise}` : ""}, or what your account has in capacity.loadBalancer.${facts.figure}`
            : `Write loadBalancer.kind "Nlb", or what yours has in capacity.loadBalancer.${facts.figure}`;
    return measured({
        name,
        where: WHERE,
        unit,
        used,
        limit,
        arithmetic: `${figure(used)} ${unit} are ${percent(used / limit)} of the ${figure(limit)} that ${what} takes`,
        input:
            sizing.network.addresses === undefined && input === "newCluster.zones"
                ? "existingCluster.vswitches"
                : input,
        source: limits.source,
        remedy,
        refusedAbove,
    });
}

/** Old and new pods are behind it at once during an upgrade. */
function backends({ loadBalancer, takers, roles }: Sizing): CeilingFinding[] {
    const { limits, nodePort } = loadBalancer;
    const { role, pods, nodes, peak } = roles.find((one) => one.role === takers.role) as RoleSizing;
    const [used, words] = nodePort
        ? [nodes, `${figure(nodes)} nodes`]
        : [peak.pods, `${figure(pods)} ${role}s, ${peakInWords(pods, peak.pods)} during an upgrade,`];
    return measured({
        name: "backends",
        where: WHERE,
        unit: nodePort ? "nodes" : "pods",
        used,
        limit: limits.backends,
        arithmetic: `${words} are ${percent(used / limits.backends)} of the ${figure(limits.backends)} backends of one load balancer`,
        input: "capacity.loadBalancer.backends",
        source: limits.source,
        remedy: "Write fewer and larger nodes, or the raised quota in capacity.loadBalancer.backends",
        // Only the upgrade would not work.
        refusedAbove: nodePort ? 1 : peak.pods / Math.max(1, pods),
        growsWithLoad: false,
    });
}

function inRegion({ loadBalancer: { kind, limits } }: Sizing): CeilingFinding[] {
    const limit = LOAD_BALANCERS_IN_REGION[kind];
    const used = 2;
    return measured({
        name: "load balancers",
        where: "region",
        unit: "load balancers",
        used,
        limit,
        arithmetic: `MQTT and dashboard are ${used} of the ${limit} that an account has in a region`,
        input: "loadBalancer.dashboard",
        source: limits.source,
        remedy: "Ask for a higher quota",
        growsWithLoad: false,
    });
}
