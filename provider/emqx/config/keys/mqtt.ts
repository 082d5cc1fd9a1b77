import {
    blocks,
    bytesType,
    durationType,
    either,
    flagType,
    integer,
    list,
    number,
    oneOf,
    open,
    rate,
    struct,
    textType,
} from "./types";

/**
 * Keys about clients and their messages. Source: emqx_schema.erl (`mqtt_general`, `mqtt_session` ...), emqx_retainer_schema.erl,
 * emqx_modules_schema.erl and emqx_slow_subs_schema.erl of EMQX 5.7.2 and 5.8.9.
 */

const PEER = oneOf("disabled", "cn", "dn", "crt", "pem", "md5");
const infinity = oneOf("infinity");
const disabled = oneOf("disabled");
const STRATEGIES = ["random", "local", "hash_topic", "hash_clientid"];

export const MQTT = struct({
    await_rel_timeout: durationType,
    client_attrs_init: blocks,
    clientid_override: textType,
    exclusive_subscription: flagType,
    idle_timeout: either(durationType, infinity),
    ignore_loop_deliver: flagType,
    keepalive_backoff: number,
    keepalive_check_interval: durationType,
    keepalive_multiplier: number,
    max_awaiting_rel: either(integer(0), infinity),
    max_clientid_len: integer(23, 65535),
    max_inflight: integer(1, 65535),
    max_mqueue_len: either(integer(0), infinity),
    max_packet_size: bytesType,
    max_qos_allowed: integer(0, 2),
    max_subscriptions: either(integer(1), infinity),
    max_topic_alias: integer(0, 65535),
    max_topic_levels: integer(1, 65535),
    message_expiry_interval: either(durationType, infinity),
    mqueue_default_priority: oneOf("highest", "lowest"),
    mqueue_priorities: open,
    mqueue_store_qos0: flagType,
    peer_cert_as_clientid: PEER,
    peer_cert_as_username: PEER,
    response_information: textType,
    retain_available: flagType,
    retry_interval: either(durationType, infinity),
    server_keepalive: either(integer(1), disabled),
    session_expiry_interval: durationType,
    shared_subscription: flagType,
    shared_subscription_initial_sticky_pick: oneOf(...STRATEGIES),
    shared_subscription_strategy: oneOf("round_robin", "round_robin_per_group", "sticky", ...STRATEGIES),
    strict_mode: flagType,
    upgrade_qos: flagType,
    use_username_as_clientid: flagType,
    wildcard_subscription: flagType,
});

export const RETAINER = struct({
    allow_never_expire: flagType,
    backend: struct({
        enable: flagType,
        index_specs: open,
        max_retained_messages: integer(0),
        storage_type: oneOf("ram", "disc"),
        type: oneOf("built_in_database"),
    }),
    deliver_rate: rate,
    delivery_rate: rate,
    enable: flagType,
    external_backends: open,
    flow_control: open,
    max_payload_size: bytesType,
    max_publish_rate: rate,
    msg_clear_interval: durationType,
    msg_clear_limit: integer(1),
    msg_expiry_interval: durationType,
    msg_expiry_interval_override: either(durationType, disabled),
    stop_publish_clear_msg: flagType,
});

export const DELAYED = struct({ enable: flagType, max_delayed_messages: integer(0) });

export const AUTO_SUBSCRIBE = struct({ topics: blocks });

export const SLOW_SUBS = struct({
    enable: flagType,
    expire_interval: durationType,
    stats_type: oneOf("whole", "internal", "response"),
    threshold: durationType,
    top_k_num: integer(1),
});

export const SYS_TOPICS = struct({
    sys_event_messages: struct({
        client_connected: flagType,
        client_disconnected: flagType,
        client_subscribed: flagType,
        client_unsubscribed: flagType,
    }),
    sys_heartbeat_interval: either(durationType, disabled),
    sys_msg_interval: either(durationType, disabled),
});

export const AUTHORIZATION = struct({
    cache: struct({
        enable: flagType,
        excludes: list(textType),
        max_size: integer(1, 1_048_576),
        ttl: durationType,
    }),
    deny_action: oneOf("ignore", "disconnect"),
    no_match: oneOf("allow", "deny"),
    node_cache: open,
    sources: blocks,
});
