import { bytes, duration, either, flag, integer, list, oneOf, open, percent, struct, text } from "./types";

/**
 * Keys about a node and its watching. Source: emqx_schema.erl, emqx_conf_schema.erl and emqx_prometheus_schema.erl of EMQX
 * 5.7.2 and 5.8.9.
 */

const disabled = oneOf("disabled");
const infinity = oneOf("infinity");
const SWITCH = oneOf("enabled", "disabled");
const LEVEL = oneOf(
    "debug",
    "info",
    "notice",
    "warning",
    "error",
    "critical",
    "alert",
    "emergency",
    "all",
    "none",
);

const HANDLER = {
    burst_limit: struct({ enable: flag, max_count: integer(1), window_time: duration }),
    chars_limit: either(integer(100), oneOf("unlimited")),
    drop_mode_qlen: integer(1),
    enable: flag,
    flush_qlen: integer(1),
    format: oneOf("text", "json"),
    formatter: oneOf("text", "json"),
    level: LEVEL,
    max_depth: either(integer(0), oneOf("unlimited")),
    overload_kill: struct({
        enable: flag,
        mem_size: bytes,
        qlen: integer(1),
        restart_after: either(duration, infinity),
    }),
    payload_encode: oneOf("hex", "text", "hidden"),
    single_line: flag,
    supervisor_reports: oneOf("error", "progress"),
    sync_mode_qlen: integer(0),
    time_offset: text,
    timestamp_format: oneOf("auto", "epoch", "rfc3339"),
    with_mfa: flag,
};
const CONSOLE = struct(HANDLER);

export const LOG = struct({
    // Enterprise's log of what administrators do; its keys are not all known here.
    audit: open,
    console: CONSOLE,
    console_handler: CONSOLE,
    // One handler, or several with names of the user's.
    file: open,
    file_handlers: open,
    throttling: struct({ msgs: open, time_window: duration }),
});

export const SYSMON = struct({
    broker_pool_mailbox_size_alarm_threshold: integer(1),
    mnesia_tm_mailbox_size_alarm_threshold: integer(1),
    os: struct({
        cpu_check_interval: duration,
        cpu_high_watermark: percent,
        cpu_low_watermark: percent,
        mem_check_interval: either(duration, disabled),
        procmem_high_watermark: percent,
        sysmem_high_watermark: percent,
    }),
    top: open,
    vm: struct({
        busy_dist_port: flag,
        busy_port: flag,
        large_heap: either(bytes, disabled),
        long_gc: either(duration, disabled),
        long_schedule: either(duration, disabled),
        process_check_interval: duration,
        process_high_watermark: percent,
        process_low_watermark: percent,
    }),
});

export const ALARM = struct({
    actions: list(oneOf("log", "publish")),
    size_limit: integer(1, 3000),
    validity_period: duration,
});

export const PROMETHEUS = struct({
    collectors: struct({
        mnesia: SWITCH,
        vm_dist: SWITCH,
        vm_memory: SWITCH,
        vm_msacc: SWITCH,
        vm_statistics: SWITCH,
        vm_system_info: SWITCH,
    }),
    enable: flag,
    enable_basic_auth: flag,
    headers: open,
    interval: duration,
    job_name: text,
    mnesia_collector: SWITCH,
    push_gateway: struct({
        enable: flag,
        headers: open,
        interval: duration,
        job_name: text,
        method: oneOf("put", "post"),
        url: text,
    }),
    push_gateway_server: text,
    vm_dist_collector: SWITCH,
    vm_memory_collector: SWITCH,
    vm_msacc_collector: SWITCH,
    vm_statistics_collector: SWITCH,
    vm_system_info_collector: SWITCH,
});

export const FORCE_SHUTDOWN = struct({
    enable: flag,
    max_heap_size: bytes,
    max_mailbox_size: integer(0),
    max_message_queue_len: integer(0),
});

export const FORCE_GC = struct({ bytes, count: integer(0), enable: flag });

export const FLAPPING_DETECT = struct({
    ban_time: duration,
    enable: flag,
    max_count: integer(0),
    window_time: duration,
});

export const CONN_CONGESTION = struct({ enable_alarm: flag, min_alarm_sustain_duration: duration });

export const OVERLOAD_PROTECTION = struct({
    backoff_delay: integer(0),
    backoff_gc: flag,
    backoff_hibernation: flag,
    backoff_new_conn: flag,
    enable: flag,
});

export const STATS = struct({ enable: flag });

export const BROKER = struct({
    enable_session_registry: flag,
    perf: struct({ route_lock_type: oneOf("key", "tab", "global"), trie_compaction: flag }),
    route_batch_clean: flag,
    routing: open,
    session_history_retain: duration,
    session_locking_strategy: oneOf("local", "leader", "quorum", "all"),
    shared_dispatch_ack_enabled: flag,
    shared_subscription_group: open,
});

export const PSK = struct({ chunk_size: integer(1), enable: flag, init_file: text, separator: text });

export const PLUGINS = struct({ check_interval: duration, install_dir: text, states: open });

export const CRL_CACHE = struct({ capacity: integer(1), http_timeout: duration, refresh_interval: duration });
