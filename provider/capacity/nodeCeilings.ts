import { leastBytesPerConnection } from "../nodes/kernel";
import { figure } from "../wording/figures";
import { cpuSource, MEASURED_LESS } from "./brokerFigures";
import { type CeilingFinding, measured, notChecked } from "./ceiling";
import { brokerCpu } from "./cpu";
import { clientTraffic, forwardedGbps, type Load, type Messages } from "./load";
import type { Figure } from "./nodeFigures";
import { division, moreBrokers, type Shared, shared, withoutReserve } from "./perBroker";
import { poolPath, type Sizing, type TakersSizing } from "./sizing";

const GIB = 2 ** 30;
const KIB = 2 ** 10;

/** Connections of a node above which a type without published figures must be told: the least published ceiling is 250,000. */
const UNKNOWN_MATTERS_FROM = 100_000;

export const MEMORY_SOURCE =
    "15 KiB in Erlang and 8 KiB in the kernel for an idle connection at the very least, twice that with TLS (docs/kernel.md)";

/** GiB of so many connections at the very least. */
export function connectionsGiB(load: Load): number {
    return (load.connections * leastBytesPerConnection(load.tls)) / GIB;
}

/** What one node with connections has, whatever runs on it. */
export function nodeCeilings(sizing: Sizing, load: Load): CeilingFinding[] {
    const { takers } = sizing;
    return [
        ...sessions(takers, load),
        ...cpu(takers, load),
        ...(load.messages ? withMessages(takers, load.messages) : withoutMessages(takers)),
        ...memory(takers, load),
        ...conntrack(takers, load),
    ];
}

interface OfNode {
    readonly name: string;
    readonly unit: string;
    readonly share: Shared;
    readonly limit: Figure | undefined;
    /** What is shared out, e.g. "1,000,000 connections". */
    readonly total: string;
    /** Behind the limit's figure, e.g. "that an ecs.c7.16xlarge takes". */
    readonly taker: (of: string) => string;
    /** Input with which it can be checked. */
    readonly give: string;
    readonly source?: string;
    readonly refusedAbove?: number;
    /** One more way out, behind the others. */
    readonly wayOut?: string;
    readonly matters?: boolean;
}

function ofNode(takers: TakersSizing, facts: OfNode): CeilingFinding[] {
    const { name, unit, share, limit, total, taker, give, refusedAbove, wayOut = "" } = facts;
    const where = `${takers.role} node`;
    if (limit === undefined) {
        const why = `the figure of ${takers.node.unknown} is not known here; give ${give}`;
        return notChecked({ name, where, unit, why, input: give, matters: facts.matters });
    }
    const input = `${poolPath(takers.role)}.instanceTypes`;
    return measured({
        name,
        where,
        unit,
        ...share,
        limit: limit.value,
        arithmetic: division(takers, total, share, limit.value, taker(limit.of)),
        input,
        source: facts.source ?? limit.source,
        remedy: `${moreBrokers(takers, share, limit.value, `a larger type in ${input}`)}${withoutReserve(takers, share, limit.value)}${wayOut}`,
        refusedAbove,
    });
}

function sessions(takers: TakersSizing, { connections }: Load): CeilingFinding[] {
    const share = shared(takers, (brokers) => connections / brokers);
    return ofNode(takers, {
        name: "ECS connections",
        unit: "connections",
        share,
        limit: takers.node.connections,
        total: `${figure(connections)} connections`,
        taker: (of) => `that ${of} takes`,
        give: "capacity.node.connections",
        matters: share.afterLosing > UNKNOWN_MATTERS_FROM,
    });
}

function cpu(takers: TakersSizing, load: Load): CeilingFinding[] {
    return ofNode(takers, {
        name: "vCPU",
        unit: "vCPU",
        ...brokerCpu(takers, load),
        limit: takers.node.vcpus,
        taker: (of) => `of ${of}`,
        give: "kernel.vcpus",
        source: cpuSource(load.tls),
        wayOut: MEASURED_LESS,
    });
}

function withMessages(takers: TakersSizing, messages: Messages): CeilingFinding[] {
    const { node } = takers;
    const { inGbps, outGbps, packetsPerSecond } = clientTraffic(messages);
    const busier = Math.max(inGbps, outGbps);
    return [
        ...ofNode(takers, {
            name: "bandwidth",
            unit: "Gbit/s",
            share: shared(takers, (brokers) => busier / brokers + forwardedGbps(messages, brokers)),
            limit: node.gbps,
            total: `${figure(busier)} Gbit/s each way, and what brokers send each other,`,
            taker: (of) => `of ${of}`,
            give: "capacity.node.gbps",
        }),
        ...ofNode(takers, {
            name: "packets",
            unit: "packets a second",
            share: shared(takers, (brokers) => packetsPerSecond / brokers),
            limit: node.packetsPerSecond,
            total: `${figure(packetsPerSecond)} packets a second`,
            taker: (of) => `of ${of}`,
            give: "capacity.node.packetsPerSecond",
            // Both directions are counted, and no two messages share a packet.
            refusedAbove: 2,
        }),
    ];
}

function withoutMessages(takers: TakersSizing): CeilingFinding[] {
    const why = "no messages given; write traffic.publishedPerSecond";
    return [
        ["bandwidth", "Gbit/s"],
        ["packets", "packets a second"],
    ].flatMap(([name = "", unit = ""]) =>
        notChecked({ name, where: `${takers.role} node`, unit, why, input: "traffic.publishedPerSecond" }),
    );
}

function memory(takers: TakersSizing, load: Load): CeilingFinding[] {
    const gib = connectionsGiB(load);
    const each = leastBytesPerConnection(load.tls) / KIB;
    return ofNode(takers, {
        name: "memory",
        unit: "GiB",
        share: shared(takers, (brokers) => gib / brokers),
        limit: takers.node.memoryGiB,
        total: `${figure(load.connections)} connections x ${each} KiB at least: ${figure(gib)} GiB`,
        taker: (of) => `of ${of}`,
        give: "kernel.memoryGiB",
        source: MEMORY_SOURCE,
    });
}

function conntrack(takers: TakersSizing, { connections }: Load): CeilingFinding[] {
    return ofNode(takers, {
        name: "tracked connections",
        unit: "connections",
        share: shared(takers, (brokers) => connections / brokers),
        limit: {
            value: takers.conntrackEntries,
            of: "nf_conntrack_max",
            source: "kernel profile (docs/kernel.md)",
        },
        total: `${figure(connections)} connections`,
        taker: (of) => `of ${of}`,
        give: "kernel.connectionsPerNode",
    });
}
