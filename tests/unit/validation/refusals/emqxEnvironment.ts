import type { Refused } from "./refused";

const variable = (name: string, value: string, sentence: string): Refused => [
    `${name}=${value}`,
    { environment: { [name]: value } },
    [`environment.${name}: ${sentence}`],
];

const NAMES = "every pod would have one name, and no cluster would come about otherwise. Leave it out";
const DASHBOARD =
    "decides how the operator, the probes and the load balancer reach the dashboard, which the operator sets; leave it out";
const COOKIE = "is set by the operator from a Secret, and would stand in clear here; leave it out";
const WHOLE = (root: string) =>
    `gives the whole of ${root} one value, where it has keys; write these, each as a variable of its own such as EMQX_LOG__CONSOLE__LEVEL`;

/** Variables with which no node starts, no cluster comes about, or the operator is blind. */
export const EMQX_ENVIRONMENT: Refused[] = [
    // boot-10: roots that only the environment may set, and names of one part
    variable("EMQX_RPC__MODE", "zync", 'is "zync"; write one of sync, async'),
    variable("EMQX_CLUSTER__AUTOHEAL", "maybe", 'is "maybe"; write true or false'),
    variable("EMQX_LOG", "info", WHOLE("log")),
    variable("EMQX_MQTT", "1", WHOLE("mqtt")),
    variable("EMQX_mqtt", "1", WHOLE("mqtt")),
    // boot-11, under whatever spelling
    variable("EMQX_NODE__NAME", "emqx@127.0.0.1", `is set by the operator: ${NAMES}`),
    variable("EMQX_node____name", "emqx@127.0.0.1", `is set by the operator: ${NAMES}`),
    variable("EMQX_NODE_NAME", "emqx@127.0.0.1", `is set by the operator: ${NAMES}`),
    variable("EMQX_HOST", "127.0.0.1", `is set by the operator: ${NAMES}`),
    variable("POD_NAME", "emqx", `is set by the operator, which makes names of nodes of it: ${NAMES}`),
    variable(
        "EMQX_NODE",
        '{name = "emqx@127.0.0.1"}',
        `sets node.name, which is set by the operator: ${NAMES}`,
    ),
    variable("EMQX_NODE__COOKIE", "x", COOKIE),
    variable("EMQX_NODE_COOKIE", "x", COOKIE),
    [
        "a cookie in the secret environment",
        { secretEnvironment: { EMQX_NODE_COOKIE: "x" } },
        [`secretEnvironment.EMQX_NODE_COOKIE: ${COOKIE}`],
    ],
    // boot-12
    variable("EMQX_DASHBOARD__LISTENERS__HTTP__BIND", "0", DASHBOARD),
    variable(
        "EMQX_DASHBOARD__LISTENERS__HTTP",
        "{bind = 0}",
        `sets dashboard.listeners.http.bind, which ${DASHBOARD}`,
    ),
    variable("EMQX_DASHBOARD__LISTENERS__HTTP__PROXY_HEADER", "true", DASHBOARD),
    variable(
        "EMQX_DASHBOARD__LISTENERS__HTTPS__BIND",
        "8883",
        'is not 18084, the port that is kept for it; write "18084", or "0" for none',
    ),
    variable(
        "DEBUG",
        "1",
        "makes EMQX's start script print every command it runs, the node cookie among them; leave it out, and use EMQX_LOG__CONSOLE__LEVEL",
    ),
    variable(
        "EMQX_RPC__LISTEN_ADDRESS",
        "127.0.0.1",
        'has to let the other nodes in, and EMQX does not start with anything but an address; write "0.0.0.0" or "::", or leave it out',
    ),
    variable("EMQX_BOOT_CONFIGS", "x", "is set by EMQX's start script, for itself; leave it out"),
    variable("EMQX_API_KEY", "{bootstrap_file = x}", "has an input of its own; write it in apiKeys"),
    variable(
        "LC_ALL",
        "C",
        "would have EMQX read what is no ASCII otherwise; leave it out, since the image has C.UTF-8",
    ),
    variable(
        "EMQX_AUTHENTICATION",
        "[{mechanism = }]",
        "looks like a list or a block, and cannot be read as one: a value is missing here; write one, in double quotes if in doubt; a text goes between double quotes",
    ),
    variable(
        "EMQX_PROMETHEUS__PUSH_GATEWAY__JOB_NAME",
        "[plant]",
        "looks like a list or a block, and EMQX takes a single value here; a text goes between double quotes",
    ),
    variable(
        "EMQX_EXHOOK__SERVERS__1__URL",
        "http://hook:9000",
        "is not enough for exhook.servers.1: no node starts without EMQX_EXHOOK__SERVERS__1__NAME beside it; write it too",
    ),
    [
        "values of the secret environment, which are not repeated",
        {
            secretEnvironment: {
                EMQX_LOG__CONSOLE__TIME_OFFSET: "пароль",
                EMQX_MQTT__MAX_INFLIGHT: "Rt7kq",
                EMQX_AUTHENTICATION: "[{mechanism = password_based, secret = Rt7kq,}]",
                EMQX_AUTHORIZATION: "{no_match = Rt7kq}",
                EMQX_EXHOOK__SERVERS__1: '{name = h, url = "http://h:1", tokenn = Rt7kq}',
            },
        },
        [
            'secretEnvironment.EMQX_LOG__CONSOLE__TIME_OFFSET: is no value that EMQX takes; write system, utc or an offset such as "+08:00"',
            "secretEnvironment.EMQX_MQTT__MAX_INFLIGHT: is no value that EMQX takes; write a whole number from 1 to 65535",
            "secretEnvironment.EMQX_AUTHENTICATION: looks like a list or a block, and cannot be read as one; a text goes between double quotes",
            "secretEnvironment.EMQX_AUTHORIZATION: sets authorization.no_match, which is no value that EMQX takes; write one of allow, deny",
            "secretEnvironment.EMQX_EXHOOK__SERVERS__1: sets exhook.servers.1.tokenn, which is no key of open-source EMQX 5.7; keys here are auto_reconnect, enable, failed_action, name, pool_size, request_timeout, socket_options, ssl and 1 more",
        ],
    ],
    variable(
        "EMQX_EXHOOK__SERVERS__1",
        '{name = h, url = "http://h:1", failed_action = maybe}',
        'sets exhook.servers.1.failed_action, which is "maybe"; write one of deny, ignore',
    ),
    [
        "a whole root beside config of it",
        { config: "mqtt.max_inflight = 64", environment: { EMQX_MQTT: "{max_packet_size = 8MB}" } },
        [
            "environment.EMQX_MQTT: sets mqtt, as config does (line 1): EMQX would put it back to its default at each change of config; write mqtt in config, and leave the variable out",
        ],
    ],
    [
        "one key by two variables",
        { environment: { EMQX_MQTT__MAX_INFLIGHT: "1", EMQX_mqtt__max_inflight: "2" } },
        [
            "environment.EMQX_mqtt__max_inflight: sets what EMQX_MQTT__MAX_INFLIGHT sets; leave out one of the two",
        ],
    ],
];
