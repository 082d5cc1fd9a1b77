import type { IPublishPacket, ISubscribePacket, IUnsubscribePacket, Packet } from "mqtt-packet";
import { ReasonCode } from "../reasonCodes";
import type { Registry } from "./registry";
import type { Session } from "./session";
import { isFilter, isTopic } from "./topics";

/**
 * What a packet of a connected client does, and the packet it is answered with, if any. A number is the reason to
 * disconnect. Source: emqx_channel.erl, handle_in, 6.3.
 */
export function answerOf(packet: Packet, session: Session, registry: Registry): Packet | number | undefined {
    const messageId = packet.messageId as number;
    switch (packet.cmd) {
        case "publish":
            return published(packet, session, registry);
        case "puback":
        case "pubcomp":
            session.acknowledge(messageId);
            return undefined;
        case "pubrec":
            return { cmd: "pubrel", messageId, reasonCode: known(session.releases(messageId)) };
        case "pubrel":
            return { cmd: "pubcomp", messageId, reasonCode: known(session.received.delete(messageId)) };
        case "subscribe":
            return { cmd: "suback", messageId, granted: subscribed(packet, session, registry) };
        case "unsubscribe":
            return { cmd: "unsuback", messageId, granted: unsubscribed(packet, session, registry) };
        case "pingreq":
            return { cmd: "pingresp" };
        default:
            return ReasonCode.PROTOCOL_ERROR;
    }
}

function published(
    packet: IPublishPacket,
    session: Session,
    registry: Registry,
): Packet | number | undefined {
    const { topic, qos } = packet;
    const messageId = packet.messageId as number;
    if (packet.properties?.topicAlias !== undefined) return ReasonCode.TOPIC_ALIAS_INVALID;
    if (!isTopic(topic)) return ReasonCode.TOPIC_NAME_INVALID;
    if (packet.retain) return ReasonCode.RETAIN_NOT_SUPPORTED;
    const isAgain = qos === 2 && session.received.has(messageId);
    const message = { topic, qos, payload: Buffer.from(packet.payload), from: session.clientId };
    const receivers = isAgain ? 1 : registry.publish(message);
    if (qos === 0) return undefined;
    if (qos === 2) session.received.add(messageId);
    const reasonCode = receivers > 0 ? ReasonCode.SUCCESS : ReasonCode.NO_MATCHING_SUBSCRIBERS;
    return { cmd: qos === 1 ? "puback" : "pubrec", messageId, reasonCode };
}

function subscribed({ subscriptions }: ISubscribePacket, session: Session, registry: Registry): number[] {
    return subscriptions.map(({ topic, qos, nl = false }) => {
        if (topic.startsWith("$share/")) return ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
        if (!isFilter(topic)) return ReasonCode.TOPIC_FILTER_INVALID;
        session.subscriptions.set(topic, { qos, noLocal: nl });
        registry.subscribe(session, topic);
        return qos;
    });
}

function unsubscribed(
    { unsubscriptions }: IUnsubscribePacket,
    session: Session,
    registry: Registry,
): number[] {
    return unsubscriptions.map((filter) => {
        registry.unsubscribe(session, filter);
        return session.subscriptions.delete(filter) ? ReasonCode.SUCCESS : ReasonCode.NO_SUBSCRIPTION_EXISTED;
    });
}

function known(isKnown: boolean): number {
    return isKnown ? ReasonCode.SUCCESS : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND;
}
