import { filesNeeded, leastBytesPerConnection } from "../nodes/kernel";
import { figure } from "../wording/figures";
import { cpuSource, MEASURED_LESS, PROCESSES_PER_CONNECTION, PROCESSES_PER_PORT } from "./brokerFigures";
import { type CeilingFinding, measured, notChecked } from "./ceiling";
import { brokerCpu } from "./cpu";
import type { Load } from "./load";
import { connectionsGiB, MEMORY_SOURCE } from "./nodeCeilings";
import { division, higherLimit, type Shared, shared, withoutReserve } from "./perBroker";
import { podsPath, type Sizing, type TakersSizing } from "./sizing";

/** What one EMQX pod with connections may have: its limits, its Erlang virtual machine, its listeners. */
export function brokerCeilings({ takers }: Sizing, load: Load): CeilingFinding[] {
    const { connections } = load;
    const resources = `${podsPath(takers.role)}.resources`;
    const perBroker = shared(takers, (brokers) => connections / brokers);
    const total = `${figure(connections)} connections`;
    return [
        ...podCpu(takers, load, `${resources}.cpuLimit`),
        ...podMemory(takers, load, `${resources}.memoryLimit`),
        ...(takers.tcp ? sockets(takers, load, total) : []),
        ...ofBroker(takers, {
            name: "Erlang processes",
            unit: "processes",
            share: shared(takers, (brokers) => (connections * PROCESSES_PER_CONNECTION) / brokers),
            limit: PROCESSES_PER_PORT * takers.maxPorts,
            total: `${total} x ${PROCESSES_PER_CONNECTION} processes`,
            taker: `that node.max_ports allows (${PROCESSES_PER_PORT} a port)`,
            input: "emqx.limits.maxPorts",
            source: "EMQX 5.7 and 5.8, emqx_conf_schema.erl (+P is twice max_ports); two processes a connection as a rule of thumb",
            // One process a connection is certain. With TCP each connection is a port too, and that ceiling is told.
            refusedAbove: takers.tcp ? Number.POSITIVE_INFINITY : PROCESSES_PER_CONNECTION,
            silent: takers.tcp,
        }),
        ...ofBroker(takers, {
            name: "listener connections",
            unit: "connections",
            share: perBroker,
            limit: takers.listenerConnections,
            total,
            taker: "that the listeners take",
            input: `${takers.listenerPath}.maxConnections`,
            source: "EMQX 5.8, listeners.*.max_connections",
        }),
        ...connectRate(takers, load),
    ];
}

interface OfBroker {
    readonly name: string;
    readonly unit: string;
    readonly share: Shared;
    readonly limit: number;
    readonly total: string;
    readonly taker: string;
    readonly input: string;
    readonly source: string;
    readonly refusedAbove?: number;
    readonly silent?: boolean;
    /** One more way out, behind the others. */
    readonly wayOut?: string;
}

function ofBroker(takers: TakersSizing, facts: OfBroker): CeilingFinding[] {
    const {
        name,
        unit,
        share,
        limit,
        total,
        taker,
        input,
        source,
        refusedAbove,
        silent,
        wayOut = "",
    } = facts;
    return measured({
        name,
        where: `${takers.role} pod`,
        unit,
        ...share,
        limit,
        arithmetic: division(takers, total, share, limit, taker),
        input,
        source,
        remedy: `${higherLimit(takers, share, limit, input)}${withoutReserve(takers, share, limit)}${wayOut}`,
        refusedAbove,
        silent,
    });
}

function sockets(takers: TakersSizing, { connections }: Load, total: string): CeilingFinding[] {
    return [
        ...ofBroker(takers, {
            name: "open files",
            unit: "files",
            share: shared(takers, (brokers) => filesNeeded(connections / brokers)),
            limit: takers.nofile,
            total: `${total} and a tenth for EMQX's own`,
            taker: "of a container",
            input: "kernel.nofile",
            source: "kernel profile (docs/kernel.md)",
        }),
        ...ofBroker(takers, {
            name: "Erlang ports",
            unit: "ports",
            share: shared(takers, (brokers) => connections / brokers),
            limit: takers.maxPorts,
            total,
            taker: "of node.max_ports",
            input: "emqx.limits.maxPorts",
            source: "EMQX 5.8, node.max_ports: a socket is a port",
        }),
    ];
}

function podCpu(takers: TakersSizing, load: Load, input: string): CeilingFinding[] {
    const limit = takers.pod.cpu;
    if (limit === undefined) return [];
    return ofBroker(takers, {
        name: "CPU limit",
        unit: "vCPU",
        ...brokerCpu(takers, load),
        limit,
        taker: "of a pod's cpuLimit",
        input,
        source: cpuSource(load.tls),
        wayOut: MEASURED_LESS,
    });
}

function podMemory(takers: TakersSizing, load: Load, input: string): CeilingFinding[] {
    const limit = takers.pod.memory;
    if (limit === undefined) return [];
    const gib = connectionsGiB(load);
    return ofBroker(takers, {
        name: "memory limit",
        unit: "GiB",
        share: shared(takers, (brokers) => gib / brokers),
        limit,
        total: `${figure(load.connections)} connections x ${leastBytesPerConnection(load.tls) / 1024} KiB at least: ${figure(gib)} GiB`,
        taker: "of a pod's memoryLimit",
        input,
        source: MEMORY_SOURCE,
    });
}

function connectRate(takers: TakersSizing, { connectsPerSecond }: Load): CeilingFinding[] {
    const [name, unit] = ["listener connects", "connects a second"];
    if (connectsPerSecond === undefined) {
        const input = "traffic.connectsPerSecond";
        const why = `no connect rate given; write ${input}`;
        return notChecked({ name, where: `${takers.role} pod`, unit, why, input });
    }
    return ofBroker(takers, {
        name,
        unit,
        share: shared(takers, (brokers) => connectsPerSecond / brokers),
        limit: takers.listenerRate,
        total: `${figure(connectsPerSecond)} connects a second`,
        taker: "that the listeners take",
        input: `${takers.listenerPath}.maxConnectionRate`,
        source: "EMQX 5.8, listeners.*.max_conn_rate",
    });
}
