import { figure } from "../wording/figures";
import {
    connectVcpuSeconds,
    IDLE_KEEP_ALIVE_SECONDS,
    idleConnectionVcpus,
    messageVcpuSeconds,
    RETURN_SECONDS,
} from "./brokerFigures";
import type { Load, Messages } from "./load";
import type { Shared } from "./perBroker";
import { leftOf, type TakersSizing } from "./sizing";

/** CPU of the brokers: messages, connections that are there, and those that come. */
export interface BrokerCpu {
    /** vCPUs of one broker. */
    readonly share: Shared;
    /** What all brokers need after losing some, part by part, for a sentence. */
    readonly total: string;
    /** Too much is what is too much without the clients that are only taken to come back. */
    readonly refusedAbove?: number;
}

/** Where nothing was said of messages, what connections alone take: a floor, and said to be one. */
export function brokerCpu(takers: TakersSizing, load: Load): BrokerCpu {
    const messages = load.messages ?? NO_MESSAGES;
    const parts = steadyVcpus(load, messages);
    const steady = parts.messages + parts.connections;
    const [all, left] = [Math.max(1, takers.pods), leftOf(takers)];
    const returning = connectsAfterLosing(takers, load);
    const connecting = (perSecond: number) => perSecond * connectVcpuSeconds(load.tls) * load.cpuFactor;
    const coming = connecting(served(takers, left, returning));
    return {
        share: {
            used: (steady + connecting(served(takers, all, load.connectsPerSecond ?? 0))) / all,
            afterLosing: (steady + coming) / left,
        },
        ...(load.connectsPerSecond === undefined && steady > 0
            ? { refusedAbove: (steady + coming) / steady }
            : {}),
        total: inWords(load, messages, parts, { perSecond: returning, vcpus: coming }),
    };
}

/** vCPUs that the brokers need for messages and connections that are there, all together. */
export function brokerVcpus(load: Load, messages: Messages): number {
    const parts = steadyVcpus(load, messages);
    return parts.messages + parts.connections;
}

const NO_MESSAGES: Messages = { publishedPerSecond: 0, deliveredPerSecond: 0, payloadBytes: 0, qos: 0 };

interface Steady {
    readonly messages: number;
    readonly connections: number;
}

function steadyVcpus(load: Load, messages: Messages): Steady {
    const { publishedPerSecond, deliveredPerSecond, qos, payloadBytes } = messages;
    const { connections, tls, cpuFactor, keepAliveSeconds = IDLE_KEEP_ALIVE_SECONDS } = load;
    const each = (direction: "in" | "out") => messageVcpuSeconds(direction, qos, payloadBytes, tls);
    return {
        messages: (publishedPerSecond * each("in") + deliveredPerSecond * each("out")) * cpuFactor,
        connections: connections * idleConnectionVcpus(keepAliveSeconds, tls) * cpuFactor,
    };
}

/** Connects a second that were given, or those of the clients whose nodes were lost. */
function connectsAfterLosing(takers: TakersSizing, { connections, connectsPerSecond }: Load): number {
    if (connectsPerSecond !== undefined) return connectsPerSecond;
    const lost = takers.pods - leftOf(takers);
    return (connections * Math.max(0, lost)) / Math.max(1, takers.pods) / RETURN_SECONDS;
}

/** A listener closes what comes faster than it may: those clients come again later, and cost little until then. */
function served({ listenerRate }: TakersSizing, brokers: number, perSecond: number): number {
    return Math.min(perSecond, brokers * listenerRate);
}

function inWords(
    { connections, tls, cpuFactor, messages: given }: Load,
    { publishedPerSecond, deliveredPerSecond, qos }: Messages,
    parts: Steady,
    coming: { readonly perSecond: number; readonly vcpus: number },
): string {
    const over = tls ? "TLS " : "";
    const idle = publishedPerSecond + deliveredPerSecond === 0;
    const list = [
        ...(idle
            ? []
            : [
                  `${figure(publishedPerSecond)} in and ${figure(deliveredPerSecond)} out of QoS ${qos} ${figure(parts.messages)}`,
              ]),
        `${figure(connections)} ${over}connections ${figure(parts.connections)}`,
        ...(coming.vcpus > 0
            ? [`${figure(coming.perSecond)} ${over}connects a second ${figure(coming.vcpus)}`]
            : []),
    ];
    const sum = parts.messages + parts.connections + coming.vcpus;
    const factor = cpuFactor === 1 ? "" : ` (x ${figure(cpuFactor)})`;
    const floor = given === undefined ? " without messages (write traffic.publishedPerSecond)" : "";
    return `${list.join(", ")}: ${figure(sum)} vCPU${factor}${floor}`;
}
