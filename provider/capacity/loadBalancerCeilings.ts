import { LOAD_BALANCERS_IN_REGION } from "../alibaba/loadBalancerLimits";
import { figure, percent } from "../wording/figures";
import { type CeilingFinding, measured, notChecked } from "./ceiling";
import { clientTraffic, type Load } from "./load";
import { type LoadBalancerSizing, peakInWords, type RoleSizing, type Sizing } from "./sizing";

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
        ...carriedConnections(sizing.loadBalancer, load.connections, {
            zones: zonesInput(sizing),
            kind: "loadBalancer.kind",
            own: "capacity.loadBalancer.connections",
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

/** Where a kind, zones, and figures of one's own are written: alone and in a stack at different places. */
export interface LoadBalancerInputs {
    readonly zones: string;
    readonly kind: string;
    /** Absent where there is no input for them. */
    readonly own?: string;
}

/** What a load balancer carries, be it a stack's or one that is used alone. */
export function carriedConnections(
    { kind, zones, limits }: Pick<LoadBalancerSizing, "kind" | "zones" | "limits">,
    connections: number,
    inputs: LoadBalancerInputs,
): CeilingFinding[] {
    const limit = limits.connections;
    const own =
        inputs.own === undefined
            ? ""
            : `, or what ${kind === "Nlb" ? "your account" : "yours"} has in ${inputs.own}`;
    return measured({
        name: "connections",
        where: WHERE,
        unit: "connections",
        used: connections,
        limit,
        arithmetic: takesInWords("connections", connections, limit, kind, zones),
        input: kind === "Nlb" ? inputs.zones : inputs.kind,
        source: limits.source,
        remedy: kind === "Nlb" ? `Write more zones${own}` : `Write ${inputs.kind} "Nlb"${own}`,
    });
}

function takesInWords(unit: string, used: number, limit: number, kind: string, zones: number): string {
    const what = kind === "Nlb" ? `an NLB in ${zones} zones` : "this CLB";
    return `${figure(used)} ${unit} are ${percent(used / limit)} of the ${figure(limit)} that ${what} takes`;
}

function zonesInput({ network }: Sizing): string {
    return network.addresses === undefined ? "existingCluster.vswitches" : "newCluster.zones";
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
    const input = facts.raise ?? (kind === "Nlb" ? zonesInput(sizing) : "loadBalancer.kind");
    const remedy =
        kind === "Nlb"
            ? `Write more zones${facts.raise ? ` or a higher ${facts.raise}` : ""}, or what your account has in capacity.loadBalancer.${facts.figure}`
            : `Write loadBalancer.kind "Nlb", or what yours has in capacity.loadBalancer.${facts.figure}`;
    return measured({
        name,
        where: WHERE,
        unit,
        used,
        limit,
        arithmetic: takesInWords(unit, used, limit, kind, zones),
        input,
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
