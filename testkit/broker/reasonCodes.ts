/** Reason codes of MQTT 5 that the doubles say or read. Source: OASIS MQTT 5.0, section 2.4; names as in emqx_mqtt.hrl. */
export const ReasonCode = {
    SUCCESS: 0x00,
    NO_MATCHING_SUBSCRIBERS: 0x10,
    NO_SUBSCRIPTION_EXISTED: 0x11,
    MALFORMED_PACKET: 0x81,
    PROTOCOL_ERROR: 0x82,
    NOT_AUTHORIZED: 0x87,
    BAD_AUTHENTICATION_METHOD: 0x8c,
    KEEP_ALIVE_TIMEOUT: 0x8d,
    SESSION_TAKEN_OVER: 0x8e,
    TOPIC_FILTER_INVALID: 0x8f,
    TOPIC_NAME_INVALID: 0x90,
    PACKET_IDENTIFIER_NOT_FOUND: 0x92,
    TOPIC_ALIAS_INVALID: 0x94,
    QUOTA_EXCEEDED: 0x97,
    ADMINISTRATIVE_ACTION: 0x98,
    RETAIN_NOT_SUPPORTED: 0x9a,
    USE_ANOTHER_SERVER: 0x9c,
    SHARED_SUBSCRIPTIONS_NOT_SUPPORTED: 0x9e,
} as const;

/** What a client of MQTT 3.1.1 is told in a CONNACK in place of a reason code. Source: emqx_reason_codes.erl, compat/2. */
export function returnCodeOf(reasonCode: number): number {
    if (reasonCode === ReasonCode.SUCCESS) return 0;
    const notAllowed: readonly number[] = [ReasonCode.BAD_AUTHENTICATION_METHOD, ReasonCode.NOT_AUTHORIZED];
    return notAllowed.includes(reasonCode) ? 5 : 3;
}
