import { PACKETS_OF_MESSAGE } from "./brokerFigures";

/** MQTT messages of a whole stack. */
export interface Messages {
    readonly publishedPerSecond: number;
    /** Counted once for each subscriber. */
    readonly deliveredPerSecond: number;
    readonly payloadBytes: number;
    /** 0, 1 or 2, of publishers and subscribers alike. */
    readonly qos: number;
}

/** What clients ask of a whole stack. */
export interface Load {
    readonly connections: number;
    readonly tls: boolean;
    readonly keepAliveSeconds?: number;
    readonly connectsPerSecond?: number;
    /** Absent where nothing was said of messages: what depends on them is not checked. */
    readonly messages?: Messages;
    /** CPU in relation to EMQX's own measurements. */
    readonly cpuFactor: number;
}

/** Ethernet, IPv4 and TCP with time stamps. */
const PACKET_HEADERS = 66;
/** Fixed header, topic and packet identifier of a PUBLISH; a topic of 30 characters. */
const PUBLISH_HEADERS = 34;
/** PUBACK, PUBREC, PUBREL or PUBCOMP. */
const ACKNOWLEDGEMENT = PACKET_HEADERS + 4;
/** Bytes of MQTT in one packet: Ethernet's 1,500 without IPv4 and TCP. */
const SEGMENT = 1448;

interface OnTheWire {
    /** Bytes in the direction of the message. */
    readonly along: number;
    /** Bytes of what answers it. */
    readonly back: number;
    /** Both directions. */
    readonly packets: number;
}

/** One message between a client and its broker. TCP's own acknowledgements are counted where nothing carries them. */
function onTheWire({ payloadBytes, qos }: Messages): OnTheWire {
    const message = payloadBytes + PUBLISH_HEADERS;
    const segments = Math.ceil(message / SEGMENT);
    const answers = [PACKET_HEADERS, ACKNOWLEDGEMENT, 2 * ACKNOWLEDGEMENT][qos] as number;
    return {
        along: message + segments * PACKET_HEADERS + (qos === 2 ? ACKNOWLEDGEMENT : 0),
        back: answers,
        packets: segments + (PACKETS_OF_MESSAGE[qos] as number),
    };
}

export interface Traffic {
    /** Gbit/s from and to the clients. */
    readonly inGbps: number;
    readonly outGbps: number;
    readonly packetsPerSecond: number;
}

/** Between the clients and the stack. */
export function clientTraffic(messages: Messages): Traffic {
    const { along, back, packets } = onTheWire(messages);
    const { publishedPerSecond: published, deliveredPerSecond: delivered } = messages;
    return {
        inGbps: gbps(published * along + delivered * back),
        outGbps: gbps(delivered * along + published * back),
        packetsPerSecond: (published + delivered) * packets,
    };
}

/**
 * Gbit/s that each of so many brokers sends to the others, and receives: a message goes once to each broker that has a
 * subscriber for it, and subscribers are spread evenly.
 */
export function forwardedGbps(messages: Messages, brokers: number): number {
    const { publishedPerSecond, deliveredPerSecond, payloadBytes } = messages;
    const copies = Math.min(
        (deliveredPerSecond * (brokers - 1)) / brokers,
        publishedPerSecond * (brokers - 1),
    );
    return gbps((copies * (payloadBytes + PUBLISH_HEADERS)) / brokers);
}

function gbps(bytesPerSecond: number): number {
    return (bytesPerSecond * 8) / 1e9;
}
