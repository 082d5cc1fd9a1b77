import type { Refused } from "./refused";

/** What EMQX itself is configured with. */
export const EMQX_CONFIG: Refused[] = [
    [
        "config as an object",
        { config: { mqtt: { max_inflight: 1 } } },
        ['config: is an object; write HOCON text, e.g. "mqtt.max_packet_size = 1MB"'],
    ],
    [
        "config with a bad unit",
        { config: "mqtt.max_packet_size = 1M" },
        [
            'config: sets "mqtt.max_packet_size" (line 1), which is "1M"; write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB',
        ],
    ],
    [
        "config that cannot be read",
        { config: "mqtt {\n  max_inflight = 1\n" },
        ['config: cannot be read (line 2, column 18): a "{" is not closed; write "}"'],
    ],
    [
        "config that is read at boot",
        { config: "mqtt {}\nnode.max_ports = 1" },
        [
            'config: sets "node.max_ports" (line 2), which EMQX reads at boot only: a change would not be applied. Leave it out; use limits.maxPorts',
        ],
    ],
    [
        "config of EMQX 4",
        { config: "zone.external.max_mqueue_len = 1000" },
        [
            'config: sets "zone.external.max_mqueue_len" (line 1), which is a name of EMQX 4; write mqtt.max_mqueue_len',
        ],
    ],
    [
        "config with a password",
        {
            config: 'authentication = [{ mechanism = password_based, backend = redis, redis_type = single, server = "r:6379", cmd = "HMGET u:x password_hash", password = "abc" }]',
        },
        [
            'config: holds a password in "authentication.1.password" (line 1), and the operator copies config in clear into a ConfigMap. Put it into secretFiles, e.g. as "password", and write "file:///mounted/secrets/password" here',
        ],
    ],
    [
        "config with several mistakes",
        { config: "listeners.tcp.default.bind = 1\nmqtt.retain_available = 1\nlicense.key = abc" },
        [
            'config: sets "listeners.tcp.default.bind" (line 1), which is a port on all IPv4 addresses of the pods here; write listeners.tcp.bind',
            'config: sets "license" (line 3), and the operator copies config in clear into a ConfigMap. Leave it out; use licenseKey, which is mounted from a Secret',
            'config: sets "mqtt.retain_available" (line 2), which is 1; write true or false',
        ],
    ],
    [
        "config that another file goes on with",
        { config: 'include "more.conf"' },
        [
            "config: includes a file (line 1), and there is none beside it in the cluster; write what is in it here",
        ],
    ],
    [
        "config with what Lightbend's HOCON has",
        { config: "authentication += { mechanism = jwt }" },
        ["config: cannot be read (line 1, column 16): EMQX's HOCON has no +=; write the whole list with ="],
    ],
    [
        "a variable that is no name",
        { environment: { "EMQX-A": "1" } },
        [
            'environment["EMQX-A"]: cannot be a name here; write letters, digits and _, beginning with a letter',
        ],
    ],
    [
        "a variable that is a number",
        { environment: { EMQX_A: 1 } },
        ["environment.EMQX_A: does not fit; write a text in quotes"],
    ],
    [
        "a variable of an input",
        { environment: { EMQX_LISTENERS__TCP__DEFAULT__BIND: "1884" } },
        [
            "environment.EMQX_LISTENERS__TCP__DEFAULT__BIND: is a port on all IPv4 addresses of the pods here; write listeners.tcp.bind",
        ],
    ],
    [
        "a variable of an input whose root config sets too",
        {
            config: "listeners.tcp.default.acceptors = 8\nnode.global_gc_interval = 15m",
            environment: {
                EMQX_LISTENERS__TCP__DEFAULT__BIND: "[::]:1883",
                EMQX_NODE__BROKER_POOL_SIZE: "4",
            },
        },
        [
            'config: sets "listeners.tcp.default.acceptors" (line 1), which has an input of its own; write listeners.tcp.acceptors',
            'config: sets "node" (line 2), which EMQX reads at boot only: a change would not be applied. Leave it out; use limits, or environment with EMQX_NODE__...',
            "environment.EMQX_LISTENERS__TCP__DEFAULT__BIND: is a port on all IPv4 addresses of the pods here; write listeners.tcp.bind",
        ],
    ],
    [
        "options of listeners that have no input, and those of a listener by name",
        {
            config: 'listeners.ssl.default.ssl_options.versions = ["tlsv1.3"]\nlisteners.tcp.internal { enable_authn = false, max_connections = 5 }\nlisteners.tcp.default.tcp_options.backlog = 4294967296',
        },
        [
            'config: sets "listeners.ssl.default.ssl_options.versions" (line 1), which has no input in this version, and a listener\'s keys cannot stand in two places: each push would undo the one or the other. Leave it out',
            'config: sets "listeners.tcp.internal.enable_authn" (line 2), which has no input in this version, and a listener\'s keys cannot stand in two places: each push would undo the one or the other. Leave it out',
            'config: sets "listeners.tcp.internal.max_connections" (line 2), which has an input of its own; write listeners.more.internal.maxConnections',
            'config: sets "listeners.tcp.default.tcp_options.backlog" (line 3), which is 32768 for every listener, which the pod\'s net.core.somaxconn clips; leave it out',
        ],
    ],
    [
        "a variable of EMQX 4",
        { environment: { EMQX_ZONE__EXTERNAL__MAX_INFLIGHT: "1" } },
        ["environment.EMQX_ZONE__EXTERNAL__MAX_INFLIGHT: is a name of EMQX 4; write EMQX_MQTT__MAX_INFLIGHT"],
    ],
    [
        "a password as a plain variable",
        { environment: { EMQX_AUTHENTICATION__1__PASSWORD: "abc" } },
        [
            "environment.EMQX_AUTHENTICATION__1__PASSWORD: holds a password, and would stand in clear in the Kubernetes cluster; write it in secretEnvironment",
        ],
    ],
    [
        "a variable in two places",
        { environment: { EMQX_A: "1" }, secretEnvironment: { EMQX_A: "2" } },
        ["secretEnvironment.EMQX_A: is in environment too; leave out one of the two"],
    ],
    // boot-07
    [
        "a root in both config and environment",
        { config: "mqtt.max_inflight = 64", environment: { EMQX_MQTT__MAX_PACKET_SIZE: "8MB" } },
        [
            "environment.EMQX_MQTT__MAX_PACKET_SIZE: sets mqtt, as config does (line 1): EMQX would put it back to its default at each change of config; write mqtt.max_packet_size in config, and leave the variable out",
        ],
    ],
    [
        "a root in config and whole in a variable",
        { config: "mqtt.max_inflight = 64", environment: { EMQX_MQTT: "{max_packet_size = 8MB}" } },
        [
            "environment.EMQX_MQTT: sets mqtt, as config does (line 1): EMQX would put it back to its default at each change of config; write mqtt in config, and leave the variable out",
        ],
    ],
    [
        "a root in both config and secretEnvironment",
        {
            config: '\nauthentication = [{ mechanism = password_based, backend = redis, redis_type = single, server = "r:6379", cmd = "HMGET u:x password_hash" }]',
            secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: "abc" },
        },
        [
            "secretEnvironment.EMQX_AUTHENTICATION__1__PASSWORD: sets authentication, as config does (line 2): EMQX would put it back to its default at each change of config; write authentication.1.password in config as a file of secretFiles, or all of authentication in secretEnvironment",
        ],
    ],
    [
        "a file that secretFiles does not have",
        {
            config: 'authentication = [{ mechanism = password_based, backend = redis, redis_type = single, server = "r:6379", cmd = "HMGET u:x password_hash", password = "file:///mounted/secrets/redis" }]',
            secretFiles: { redi: "abc" },
        },
        [
            'config: names the file "redis" in "authentication.1.password" (line 1), which secretFiles does not have; did you mean "redi"?',
        ],
    ],
];
