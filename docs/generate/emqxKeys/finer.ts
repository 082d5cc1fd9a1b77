import { matches, type Place } from "./pattern";

/**
 * What the lists of keys do not tell apart: a "String" that EMQX reads as a rate, a "Duration" without an upper bound.
 * Source: fields/1 of the schema modules of emqx/emqx, tags v5.7.2 and e5.8.11. The first pattern that matches counts.
 */
const FINER: { readonly [listed: string]: readonly (readonly [leaf: string, ...patterns: string[]])[] } = {
    String: [
        ["atom", "^cluster.name", "zone", "versions.<n>", "tls_versions.<n>", "core_nodes.<n>", "seeds.<n>"],
        ["address", "bind"],
        ["url", "ocsp.responder_url", "^opentelemetry.exporter.endpoint", "base_url"],
        ["clickhouseUrl", "clickhouse.<name>.url"],
        ["percent", "^sysmon.*.*_watermark", "^license.*_watermark", "sample_ratio"],
        ["commaTexts", "^cluster.etcd.server", "supported_subprotocols", "check_origins"],
        ["commaAtoms", "^node.applications", "^cluster.core_nodes", "^cluster.static.seeds"],
        ["durationText", "request_timeout", "mqtt.<name>.keepalive", "mqtt.<name>.retry_interval"],
        ["durationText", "^cluster.links.<n>.retry_interval"],
        ["rate", "rate", "bytes_rate", "messages_rate", "max_conn_rate", "delivery_rate", "max_publish_rate"],
        ["rate", "delivery_*_rate", "subscribes_rate", "6.3:batch_deliver_limiter"],
        ["burstRate", "6.3:*_burst"],
        ["burstRate", "^limiter.*.burst"],
        ["burst", "burst"],
        ["influxLines", "write_syntax"],
        [
            "json",
            "^schema_registry.schemas.<name>.source@avro",
            "^schema_registry.schemas.<name>.source@json",
        ],
        ["keyPath", "operations.<n>.key"],
    ],
    Duration: [
        ["duration", "hibernate_after", "send_timeout", "proxy_protocol_timeout", "auto_restart_interval"],
        [
            "duration",
            "request_timeout@authn:http",
            "request_timeout@authn:scram",
            "query_timeout@authn:mysql",
        ],
        ["duration", "webhook.<name>.request_timeout", "^actions.http.<name>.parameters.request_timeout"],
        ["duration", "await_rel_timeout", "message_expiry_interval", "session_expiry_interval"],
        ["timeout", "^listeners.quic.<name>.idle_timeout", "^listeners.quic.<name>.handshake_idle_timeout"],
        [
            "duration",
            "idle_timeout",
            "ban_time",
            "window_time",
            "min_alarm_sustain_duration",
            "validity_period",
        ],
        ["timeout", "syskeeper_proxy.<name>.handshake_timeout"],
        ["duration", "handshake_timeout", "crl_cache.http_timeout", "refresh_http_timeout"],
        ["duration", "crl_cache.refresh_interval", "ocsp.refresh_interval", "lifetime_max", "lifetime_min"],
        ["duration", "^gateway.gbt32960.retry_interval", "^gateway.jt808.retry_interval", "cache.ttl"],
        ["duration", "^cluster.autoclean", "^cluster.etcd.node_ttl", "^dashboard.token_expired_time"],
        ["duration", "^node.cluster_call.*_interval", "^node.global_gc_interval", "^plugins.check_interval"],
        ["duration", "^rpc.authentication_timeout", "^rpc.call_receive_timeout", "^rpc.connect_timeout"],
        ["duration", "^slow_subs.expire_interval", "^slow_subs.threshold", "retention_period"],
        ["duration", "^retainer.msg_expiry_interval", "^retainer.msg_expiry_interval_override"],
        ["duration", "^sys_topics.*_interval", "^sysmon.*.*_interval", "^sysmon.vm.long_*"],
    ],
    "Duration(s)": [
        ["durationSeconds", "session_history_retain", "heartbeat", "qmode_time_window", "time_interval"],
        ["durationSeconds", "^cluster.autoclean", "url_expire_time", "*_segments_ttl"],
        ["durationSeconds", "default_heartbeat_interval"],
    ],
    Boolean: [["quicToggle", "^listeners.quic.<name>.*_enabled"]],
    Bytesize: [["words", "max_heap_size"]],
    Map: [["textMap", "^prometheus.headers", "^prometheus.push_gateway.headers"]],
    Integer: [["indexSpec", "index_specs.<n>"]],
    "Integer(0..2)": [["qos", "qos", "max_qos_allowed", "msg_trace_level"]],
};

/** Leaves by the names that the lists have for them, where no pattern says more. */
const PLAIN: { readonly [listed: string]: string } = {
    String: "text",
    Boolean: "flag",
    Bytesize: "size",
    Duration: "timeout",
    "Duration(s)": "timeoutSeconds",
    Integer: "integer",
    Number: "number",
    Float: "float",
    Map: "map",
    Secret: "secret",
    "term()": "term",
    "{module(), atom()}": "term",
    "emqx_limiter_schema:burst()": "burst",
    "emqx_limiter_schema:initial()": "initial",
    "emqx_limiter_schema:failure_strategy()": "failureStrategy",
    "emqx_ds_buffer:size_limit()": "bufferLimit",
    "emqx_ds_msg_serializer:schema()": "messageFormat",
};

/** The leaf that a listed type is at a place, e.g. `rate`, or `1..65535` for a range of whole numbers. */
export function leafAt(listed: string, place: Place): string {
    const finer = FINER[listed]?.find(([, ...patterns]) => patterns.some((one) => matches(one, place)));
    if (finer !== undefined) return finer[0];
    const [, from, to] = /^Integer\((\d+)\.\.(\d+|\+?inf)\)$/.exec(listed) ?? [];
    if (from !== undefined && to !== undefined) return `${from}..${to.replace("+", "")}`;
    const plain = PLAIN[listed];
    if (plain === undefined)
        throw new Error(`${place.path.join(".")} is a ${listed}, which nothing here knows`);
    return plain;
}
