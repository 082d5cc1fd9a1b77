/** What takes the place of a name of EMQX 4: a key, or what has no single key. */
export type Instead = { readonly key: string } | { readonly words: string };

/**
 * Names of EMQX 4, and what takes their place in EMQX 5. A name that both know is not here.
 * Source: EMQX 4.4 configuration manual (etc/emqx.conf, etc/plugins), and the schemas of EMQX 5.8.9.
 */
const RENAMED: readonly (readonly [pattern: RegExp, instead: string | { readonly words: string }])[] = [
    [
        /^allow_anonymous$/,
        { words: "authentication with an authenticator: without one, everybody may connect" },
    ],
    [/^acl_nomatch$/, "authorization.no_match"],
    [/^acl_deny_action$/, "authorization.deny_action"],
    [/^acl_file$/, { words: "authorization.sources with type = file" }],
    [/^enable_acl_cache$/, "authorization.cache.enable"],
    [/^acl_cache_max_size$/, "authorization.cache.max_size"],
    [/^acl_cache_ttl$/, "authorization.cache.ttl"],
    [/^flapping_detect_policy$/, { words: "flapping_detect.max_count, window_time and ban_time" }],
    [/^broker\.sys_interval$/, "sys_topics.sys_msg_interval"],
    [/^broker\.sys_heartbeat$/, "sys_topics.sys_heartbeat_interval"],
    [/^broker\.shared_subscription_strategy$/, "mqtt.shared_subscription_strategy"],
    [/^zone\.[^.]+\.keepalive_backoff$/, { words: "mqtt.keepalive_multiplier (twice the backoff)" }],
    [/^zone\.[^.]+\.server_keepalive$/, "mqtt.server_keepalive"],
    [
        /^zone\.[^.]+\.(max_mqueue_len|max_inflight|max_awaiting_rel|max_subscriptions|upgrade_qos)$/,
        "mqtt.$1",
    ],
    [/^zone\.[^.]+\.(idle_timeout|retry_interval|await_rel_timeout|session_expiry_interval)$/, "mqtt.$1"],
    [/^zone\.[^.]+\.(mqueue_priorities|mqueue_default_priority|mqueue_store_qos0)$/, "mqtt.$1"],
    [
        /^zone\.[^.]+\.(strict_mode|response_information|use_username_as_clientid|ignore_loop_deliver)$/,
        "mqtt.$1",
    ],
    [/^zone\.[^.]+\.max_qos_allowed$/, "mqtt.max_qos_allowed"],
    [/^zone\.[^.]+\.force_gc_policy$/, { words: "force_gc.count and force_gc.bytes" }],
    [
        /^zone\.[^.]+\.force_shutdown_policy$/,
        { words: "force_shutdown.max_mailbox_size and force_shutdown.max_heap_size" },
    ],
    [/^zone\.[^.]+\.enable_flapping_detect$/, "flapping_detect.enable"],
    [
        /^zone\.[^.]+\.(allow_anonymous|enable_acl|acl_deny_action)$/,
        { words: "authentication and authorization" },
    ],
    [
        /^zone\.[^.]+\.(rate_limit|publish_limit|quota)(\..*)?$/,
        { words: "limiter, or the listeners' limits" },
    ],
    [/^zone(\..*)?$/, { words: "mqtt, or zones.<name>.mqtt for the listeners of one zone" }],
    [/^listener(\..*)?$/, { words: "the input listeners" }],
    [/^module\.delayed(\..*)?$/, "delayed"],
    [/^module\.rewrite(\..*)?$/, "rewrite"],
    [/^module\.presence(\..*)?$/, "sys_topics.sys_event_messages"],
    [/^module\.subscription(\..*)?$/, "auto_subscribe.topics"],
    [/^module\.topic_metrics(\..*)?$/, "topic_metrics"],
    [
        /^modules?(\..*)?$/,
        { words: "the root of what the module did (delayed, rewrite, auto_subscribe ...)" },
    ],
    [/^retainer\.storage_type$/, "retainer.backend.storage_type"],
    [/^retainer\.max_retained_messages$/, "retainer.backend.max_retained_messages"],
    [/^retainer\.expiry_interval$/, "retainer.msg_expiry_interval"],
    [/^os_mon\.(cpu_check_interval|cpu_high_watermark|cpu_low_watermark)$/, "sysmon.os.$1"],
    [/^os_mon(\..*)?$/, "sysmon.os"],
    [/^vm_mon\.check_interval$/, "sysmon.vm.process_check_interval"],
    [/^vm_mon(\..*)?$/, "sysmon.vm"],
    [/^sysmon\.(long_gc|long_schedule|large_heap|busy_port|busy_dist_port)$/, "sysmon.vm.$1"],
    [/^log\.to$/, { words: "log.console.enable and log.file.enable" }],
    [/^log\.(level|formatter|single_line|max_depth|chars_limit)$/, "log.console.$1"],
    [/^log\.dir$/, "log.file.path"],
    [/^log\.rotation\.size$/, "log.file.rotation_size"],
    [/^log\.rotation\.count$/, "log.file.rotation_count"],
    [/^log\.rotation$/, { words: "log.file.rotation_size and log.file.rotation_count" }],
    [/^plugins\.(etc_dir|loaded_file|expand_plugins_dir)$/, "plugins.states"],
    [/^(loaded_plugins|loaded_modules)$/, { words: "plugins.states, and the roots of what the plugins did" }],
    [/^auth(\..*)?$/, { words: "authentication and authorization" }],
    [/^acl(\..*)?$/, "authorization"],
    [/^web\.hook(\..*)?$/, { words: "connectors.http and actions.http" }],
    [/^bridge(\..*)?$/, { words: "connectors and actions" }],
    [/^(coap|lwm2m|stomp|exproto)(\..*)?$/, "gateway.$1"],
    [/^mqtt\.sn(\..*)?$/, "gateway.mqttsn"],
    [/^management(\..*)?$/, { words: "the inputs dashboard and apiKeys" }],
    [/^prometheus\.push(\..*)?$/, "prometheus.push_gateway.url"],
    [/^psk(\..*)?$/, "psk_authentication"],
    [/^telemetry\.enabled$/, "telemetry.enable"],
    [/^(dashboard\.)?default_user\.(login|password)$/, { words: "the input dashboard" }],
    [/^recon(\..*)?$/, { words: "nothing: it is always there" }],
];

/** What to write instead of a name of EMQX 4; undefined for any other name. */
export function insteadOfLegacy(path: string): Instead | undefined {
    for (const [pattern, instead] of RENAMED) {
        const match = pattern.exec(path);
        if (match === null) continue;
        return typeof instead === "string" ? { key: instead.replace("$1", match[1] ?? "") } : instead;
    }
    return undefined;
}
