import {
    blocks,
    bytes,
    duration,
    either,
    flag,
    integer,
    list,
    number,
    oneOf,
    open,
    rate,
    struct,
    text,
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
    await_rel_timeout: duration,
    client_attrs_init: blocks,
    clientid_override: text,
    exclusive_subscription: flag,
    idle_timeout: either(duration, infinity),
    ignore_loop_deliver: flag,
    keepalive_backoff: number,
    keepalive_check_interval: duration,
    keepalive_multiplier: number,
    max_awaiting_rel: either(integer(0), infinity),
    max_clientid_len: integer(23, 65535),
    max_inflight: integer(1, 65535),
    max_mqueue_len: either(integer(0), infinity),
    max_packet_size: bytes,
    max_qos_allowed: integer(0, 2),
    max_subscriptions: either(integer(1), infinity),
    max_topic_alias: integer(0, 65535),
    max_topic_levels: integer(1, 65535),
    message_expiry_interval: either(duration, infinity),
    mqueue_default_priority: oneOf("highest", "lowest"),
    mqueue_priorities: open,
    mqueue_store_qos0: flag,
    peer_cert_as_clientid: PEER,
    peer_cert_as_username: PEER,
    response_information: text,
    retain_available: flag,
    retry_interval: either(duration, infinity),
    server_keepalive: either(integer(1), disabled),
    session_expiry_interval: duration,
    shared_subscription: flag,
    shared_subscription_initial_sticky_pick: oneOf(...STRATEGIES),
    shared_subscription_strategy: oneOf("round_robin", "round_robin_per_group", "sticky", ...STRATEGIES),
    strict_mode: flag,
    upgrade_qos: flag,
    use_username_as_clientid: flag,
    wildcard_subscription: flag,
});

export const RETAINER = struct({
    allow_never_expire: flag,
    backend: struct({
        enable: flag,
        index_specs: open,
        max_retained_messages: integer(0),
        storage_type: oneOf("ram", "disc"),
        type: oneOf("built_in_database"),
    }),
    deliver_rate: rate,
    delivery_rate: rate,
    enable: flag,
    external_backends: open,
    flow_control: open,
    max_payload_size: bytes,
    max_publish_rate: rate,
    msg_clear_interval: duration,
    msg_clear_limit: integer(1),
    msg_expiry_interval: duration,
    msg_expiry_interval_override: either(duration, disabled),
    stop_publish_clear_msg: flag,
});

export const DELAYED = struct({ enable: flag, max_delayed_messages: integer(0) });

export const AUTO_SUBSCRIBE = struct({ topics: blocks });

export const SLOW_SUBS = struct({
    enable: flag,
    expire_interval: duration,
    stats_type: oneOf("whole", "internal", "response"),
    threshold: duration,
    top_k_num: integer(1),
});

export const SYS_TOPICS = struct({
    sys_event_messages: struct({
        client_connected: flag,
        client_disconnected: flag,
        client_subscribed: flag,
        client_unsubscribed: flag,
    }),
    sys_heartbeat_interval: either(duration, disabled),
    sys_msg_interval: either(duration, disabled),
});

export const AUTHORIZATION = struct({
    cache: struct({ enable: flag, excludes: list(text), max_size: integer(1, 1_048_576), ttl: duration }),
    deny_action: oneOf("ignore", "disconnect"),
    no_match: oneOf("allow", "deny"),
    node_cache: open,
    sources: blocks,
});
