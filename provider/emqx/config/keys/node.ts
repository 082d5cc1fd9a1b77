import {
    bytesType,
    durationType,
    either,
    flagType,
    integer,
    list,
    oneOf,
    open,
    percentType,
    struct,
    textType,
} from "./types";

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
    burst_limit: struct({ enable: flagType, max_count: integer(1), window_time: durationType }),
    chars_limit: either(integer(100), oneOf("unlimited")),
    drop_mode_qlen: integer(1),
    enable: flagType,
    flush_qlen: integer(1),
    format: oneOf("text", "json"),
    formatter: oneOf("text", "json"),
    level: LEVEL,
    max_depth: either(integer(0), oneOf("unlimited")),
    overload_kill: struct({
        enable: flagType,
        mem_size: bytesType,
        qlen: integer(1),
        restart_after: either(durationType, infinity),
    }),
    payload_encode: oneOf("hex", "text", "hidden"),
    single_line: flagType,
    supervisor_reports: oneOf("error", "progress"),
    sync_mode_qlen: integer(0),
    time_offset: textType,
    timestamp_format: oneOf("auto", "epoch", "rfc3339"),
    with_mfa: flagType,
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
    throttling: struct({ msgs: open, time_window: durationType }),
});

export const SYSMON = struct({
    broker_pool_mailbox_size_alarm_threshold: integer(1),
    mnesia_tm_mailbox_size_alarm_threshold: integer(1),
    os: struct({
        cpu_check_interval: durationType,
        cpu_high_watermark: percentType,
        cpu_low_watermark: percentType,
        mem_check_interval: either(durationType, disabled),
        procmem_high_watermark: percentType,
        sysmem_high_watermark: percentType,
    }),
    top: open,
    vm: struct({
        busy_dist_port: flagType,
        busy_port: flagType,
        large_heap: either(bytesType, disabled),
        long_gc: either(durationType, disabled),
        long_schedule: either(durationType, disabled),
        process_check_interval: durationType,
        process_high_watermark: percentType,
        process_low_watermark: percentType,
    }),
});

export const ALARM = struct({
    actions: list(oneOf("log", "publish")),
    size_limit: integer(1, 3000),
    validity_period: durationType,
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
    enable: flagType,
    enable_basic_auth: flagType,
    headers: open,
    interval: durationType,
    job_name: textType,
    mnesia_collector: SWITCH,
    push_gateway: struct({
        enable: flagType,
        headers: open,
        interval: durationType,
        job_name: textType,
        method: oneOf("put", "post"),
        url: textType,
    }),
    push_gateway_server: textType,
    vm_dist_collector: SWITCH,
    vm_memory_collector: SWITCH,
    vm_msacc_collector: SWITCH,
    vm_statistics_collector: SWITCH,
    vm_system_info_collector: SWITCH,
});

export const FORCE_SHUTDOWN = struct({
    enable: flagType,
    max_heap_size: bytesType,
    max_mailbox_size: integer(0),
    max_message_queue_len: integer(0),
});

export const FORCE_GC = struct({ bytes: bytesType, count: integer(0), enable: flagType });

export const FLAPPING_DETECT = struct({
    ban_time: durationType,
    enable: flagType,
    max_count: integer(0),
    window_time: durationType,
});

export const CONN_CONGESTION = struct({ enable_alarm: flagType, min_alarm_sustain_duration: durationType });

export const OVERLOAD_PROTECTION = struct({
    backoff_delay: integer(0),
    backoff_gc: flagType,
    backoff_hibernation: flagType,
    backoff_new_conn: flagType,
    enable: flagType,
});

export const STATS = struct({ enable: flagType });

export const BROKER = struct({
    enable_session_registry: flagType,
    perf: struct({ route_lock_type: oneOf("key", "tab", "global"), trie_compaction: flagType }),
    route_batch_clean: flagType,
    routing: open,
    session_history_retain: durationType,
    session_locking_strategy: oneOf("local", "leader", "quorum", "all"),
    shared_dispatch_ack_enabled: flagType,
    shared_subscription_group: open,
});

export const PSK = struct({
    chunk_size: integer(1),
    enable: flagType,
    init_file: textType,
    separator: textType,
});

export const PLUGINS = struct({ check_interval: durationType, install_dir: textType, states: open });

export const CRL_CACHE = struct({
    capacity: integer(1),
    http_timeout: durationType,
    refresh_interval: durationType,
});
