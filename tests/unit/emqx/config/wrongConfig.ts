/** HOCON texts with one mistake, and what is told of it. */
export const WRONG_CONFIG: [config: string, sentence: string][] = [
    [
        "mqtt.max_packet_size = 1M",
        'sets "mqtt.max_packet_size" (line 1), which is "1M"; write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB',
    ],
    [
        "mqtt {\n max_packet_size = 1MiB\n}",
        'sets "mqtt.max_packet_size" (line 2), which is "1MiB"; write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB',
    ],
    [
        "mqtt.idle_timeout = 15sec",
        'sets "mqtt.idle_timeout" (line 1), which is "15sec"; write a time such as "15s", "5m" or "1h30m" (units d, h, m, s, ms), or write infinity',
    ],
    [
        "mqtt.retain_available = yes",
        'sets "mqtt.retain_available" (line 1), which is "yes"; write true or false',
    ],
    [
        "mqtt.max_qos_allowed = 3",
        'sets "mqtt.max_qos_allowed" (line 1), which is 3; write a whole number from 0 to 2',
    ],
    [
        "mqtt.max_clientid_len = 10",
        'sets "mqtt.max_clientid_len" (line 1), which is 10; write a whole number from 23 to 65535',
    ],
    [
        "mqtt.server_keepalive = off",
        'sets "mqtt.server_keepalive" (line 1), which is "off"; write a whole number of 1 or more, or write disabled',
    ],
    [
        "mqtt.mqueue_default_priority = low",
        'sets "mqtt.mqueue_default_priority" (line 1), which is "low"; write one of highest, lowest',
    ],
    [
        "mqtt.max_inflight = [1]",
        'sets "mqtt.max_inflight" (line 1), which is a list; write a whole number from 1 to 65535',
    ],
    [
        "mqtt.max_inflight { a = 1 }",
        'sets "mqtt.max_inflight" (line 1), which is a block; write a whole number from 1 to 65535',
    ],
    [
        "mqtt.max_inflight.a = 1",
        'sets "mqtt.max_inflight" (line 1), which is a block; write a whole number from 1 to 65535',
    ],
    ["mqtt = 5", 'sets "mqtt" (line 1), which is 5; write a block, e.g. {...}'],
    [
        "mqtt.max_paket_size = 1MB",
        'sets "mqtt.max_paket_size" (line 1), which is no key of EMQX; did you mean "max_packet_size"?',
    ],
    [
        "sysmon.vm.long_shedule = 240ms",
        'sets "sysmon.vm.long_shedule" (line 1), which is no key of EMQX; did you mean "long_schedule"?',
    ],
    [
        "sysmon.os.cpu_high_watermark = 80",
        'sets "sysmon.os.cpu_high_watermark" (line 1), which is 80; write a percentage such as "80%"',
    ],
    [
        "alarm.actions = [log, mail]",
        'sets "alarm.actions.2" (line 1), which is "mail"; write one of log, publish',
    ],
    [
        "log.console.level = warn",
        'sets "log.console.level" (line 1), which is "warn"; write one of debug, info, notice, warning, error, critical, alert, emergency, all',
    ],
    [
        'retainer.delivery_rate = "fast"',
        'sets "retainer.delivery_rate" (line 1), which is "fast"; write a rate in double quotes, e.g. "1000/s", or infinity',
    ],
    [
        "zones.slow.mqtt.max_inflight = 0",
        'sets "zones.slow.mqtt.max_inflight" (line 1), which is 0; write a whole number from 1 to 65535',
    ],
    ["mqqt.max_inflight = 1", 'sets "mqqt" (line 1), which is no key of EMQX; did you mean "mqtt"?'],
    [
        "completely.different = 1",
        'sets "completely" (line 1), which is no root of EMQX 5\'s configuration, and EMQX refuses a text with one; leave it out',
    ],
    [
        "zone.external.idle_timeout = 15s",
        'sets "zone.external.idle_timeout" (line 1), which is a name of EMQX 4; write mqtt.idle_timeout',
    ],
    [
        "zone.external {\n max_inflight = 3\n}",
        'sets "zone.external.max_inflight" (line 2), which is a name of EMQX 4; write mqtt.max_inflight',
    ],
    [
        "listener.tcp.external.max_connections = 1",
        'sets "listener.tcp.external.max_connections" (line 1), which is a name of EMQX 4; write the input listeners',
    ],
    [
        "allow_anonymous = false",
        'sets "allow_anonymous" (line 1), which is a name of EMQX 4; write authentication with an authenticator: without one, everybody may connect',
    ],
    [
        "acl_nomatch = deny",
        'sets "acl_nomatch" (line 1), which is a name of EMQX 4; write authorization.no_match',
    ],
    [
        "broker.shared_subscription_strategy = random",
        'sets "broker.shared_subscription_strategy" (line 1), which is a name of EMQX 4; write mqtt.shared_subscription_strategy',
    ],
    [
        "retainer.storage_type = ram",
        'sets "retainer.storage_type" (line 1), which is a name of EMQX 4; write retainer.backend.storage_type',
    ],
    ["log.level = warning", 'sets "log.level" (line 1), which is a name of EMQX 4; write log.console.level'],
    ["module.delayed = true", 'sets "module.delayed" (line 1), which is a name of EMQX 4; write delayed'],
    [
        "node.process_limit = 1",
        'sets "node.process_limit" (line 1), which EMQX drops: a node may have twice as many processes as ports. Leave it out; use limits.maxPorts where a node needs more',
    ],
    [
        "node.cookie = x",
        'sets "node.cookie" (line 1), which is in a Secret that the operator reads. Leave it out',
    ],
    [
        "cluster { discovery_strategy = k8s }",
        'sets "cluster.discovery_strategy" (line 1), which the operator sets. Leave it out',
    ],
    [
        "dashboard.default_password = abc",
        'sets "dashboard.default_password" (line 1), and the operator copies config in clear into a ConfigMap. Leave it out; use dashboard.password',
    ],
    [
        `authentication = [{mechanism = password_based, backend = redis, redis_type = single, server = h, cmd = "HMGET u:$${"{username}"} password_hash", password = 123}]`,
        'holds a password in "authentication.1.password" (line 1), and the operator copies config in clear into a ConfigMap. Put it into secretFiles, e.g. as "password", and write "file:///mounted/secrets/password" here',
    ],
    [
        'connectors.http.a.url = "https://me:abc@h/"',
        'holds a password in an address in "connectors.http.a.url" (line 1), and the operator copies config in clear into a ConfigMap. Leave the root connectors out of config and write all of it in secretEnvironment, e.g. as EMQX_CONNECTORS__HTTP',
    ],
    [
        'include "more.conf"',
        "includes a file (line 1), and there is none beside it in the cluster; write what is in it here",
    ],
    [
        `mqtt.max_inflight = $${"{limits.inflight}"}`,
        "cannot be read (line 1, column 21): refers to limits.inflight, which this text does not set, or only by itself; write the value itself",
    ],
    ["mqtt {", 'cannot be read (line 1, column 6): a "{" is not closed; write "}"'],
];
