import { DASHBOARD_PORT, DASHBOARD_TLS_PORT } from "../../naming/ports";
import { initialBufferBytes } from "./nodeParameters";
import { clamp, type KernelNode, type Parameter, powerOfTwoFrom } from "./parameter";
import { RESERVED_PORTS } from "./reservedPorts";

const EMQX_TUNING_GUIDE = "EMQX tuning guide (docs.emqx.com, performance/tune)";
const IP_SYSCTL = "Linux, Documentation/networking/ip-sysctl";

/** NodePorts as Kubernetes hands them out, and so does ACK. */
export const NODE_PORTS = { first: 30_000, last: 32_767 };

/** EMQX's own ports: MQTT, TLS, WebSocket, QUIC, dashboard, Erlang distribution and cluster RPC. */
const EMQX_PORTS = `1883,4370,5369-5370,8083-8084,8883,14567,${DASHBOARD_PORT}-${DASHBOARD_TLS_PORT}`;

/** Connections that wait for the broker to accept them: an eighth of all, as when a load balancer fails over. */
function acceptQueue(node: KernelNode): number {
    return clamp(powerOfTwoFrom(node.connections / 8), 4_096, 32_768);
}

const perNamespace = {
    scope: "netns",
    layers: ["kubelet", "pod"],
    write: "exact",
    effect: "new pods",
    takes: "1 number",
} as const;

const copiedBuffers = {
    scope: "copied",
    layers: ["userData", "kubelet", "pod"],
    write: "exact",
    safeSince: "1.32",
    effect: "new pods",
    takes: "3 numbers",
} as const;

/** What every network namespace has for itself, so what only the pod can set. */
export const POD_PARAMETERS: readonly Parameter[] = [
    {
        ...perNamespace,
        key: "net.core.somaxconn",
        unit: "connections",
        formula: "connections / 8 as a power of two, 4,096 to 32,768",
        reason: "clips the listener's backlog: connections beyond it are dropped in a burst and retried after 1, 2, 4 seconds; it also bounds the queue of half-open connections",
        source: `${EMQX_TUNING_GUIDE} 32,768; ${IP_SYSCTL}: default 4,096`,
        value: (node) => String(acceptQueue(node)),
    },
    {
        ...perNamespace,
        key: "net.ipv4.tcp_max_syn_backlog",
        unit: "half-open connections",
        formula: "as net.core.somaxconn",
        reason: "half-open connections remembered when SYN cookies are off; below somaxconn it would be the lower of the two bounds, above it does nothing",
        source: `${EMQX_TUNING_GUIDE} 16,384; inet_csk_reqsk_queue_is_full() and tcp_conn_request()`,
        value: (node) => String(acceptQueue(node)),
    },
    {
        ...perNamespace,
        key: "net.ipv4.tcp_max_tw_buckets",
        unit: "sockets",
        formula: "4 x connections as a power of two, 262,144 to 1,048,576",
        reason: "connections that the broker closed and still remembers; beyond it they are forgotten at once and late packets meet a reset",
        source: `${EMQX_TUNING_GUIDE} 1,048,576`,
        value: (node) => String(clamp(powerOfTwoFrom(4 * node.connections), 262_144, 1_048_576)),
    },
    {
        ...perNamespace,
        key: "net.ipv4.tcp_fin_timeout",
        unit: "seconds",
        safeSince: "1.29",
        formula: "15",
        reason: "clients that vanish while closing hold a socket for 15 s instead of 60",
        source: EMQX_TUNING_GUIDE,
        value: () => "15",
    },
    {
        ...perNamespace,
        key: "net.ipv4.tcp_keepalive_time",
        unit: "seconds",
        safeSince: "1.29",
        formula: "300",
        reason: "connections that the broker opens with SO_KEEPALIVE (cluster RPC, data bridges) are probed before a load balancer forgets them at 900 s; the kernel's 7,200 s is later",
        source: `CLB and NLB idle timeout, 900 s at most; ${IP_SYSCTL}`,
        value: () => "300",
    },
    {
        ...perNamespace,
        key: "net.ipv4.tcp_keepalive_intvl",
        unit: "seconds",
        safeSince: "1.29",
        formula: "30",
        reason: "a dead peer is given up after tcp_keepalive_time + 5 x 30 s = 450 s",
        source: IP_SYSCTL,
        value: () => "30",
    },
    {
        ...perNamespace,
        key: "net.ipv4.tcp_keepalive_probes",
        unit: "probes",
        safeSince: "1.29",
        formula: "5",
        reason: "a dead peer is given up after tcp_keepalive_time + 5 x 30 s = 450 s",
        source: IP_SYSCTL,
        value: () => "5",
    },
    {
        ...perNamespace,
        key: "net.ipv4.ip_local_port_range",
        unit: "ports",
        safeSince: "1.4",
        formula: "1024 65535",
        reason: "outgoing connections of one pod to one address and port (data bridges, cluster RPC, load generators): 64,000 instead of 28,000",
        source: EMQX_TUNING_GUIDE,
        value: () => "1024 65535",
        takes: "2 numbers",
    },
    {
        ...perNamespace,
        key: RESERVED_PORTS,
        unit: "ports",
        safeSince: "1.27",
        formula: "EMQX's own ports, the listeners' binds and the NodePorts",
        reason: "the range above covers them: an outgoing connection must not sit on 1883 when a listener restarts",
        source: `EMQX Dockerfile and listener defaults; Kubernetes service-node-port-range ${NODE_PORTS.first}-${NODE_PORTS.last}`,
        value: () => `${EMQX_PORTS},${NODE_PORTS.first}-${NODE_PORTS.last}`,
        takes: "ports",
    },
    {
        ...copiedBuffers,
        key: "net.ipv4.tcp_rmem",
        unit: "bytes",
        formula:
            "4,096; TCP's memory pressure / (2 x connections) as a power of two, 4,096 (TLS: 16,384) to 131,072; 16,777,216",
        reason: "every connection's buffers filled at their first size stay below tcp_mem's pressure; a connection that needs more grows by itself",
        source: `${EMQX_TUNING_GUIDE} (1024 4096 16777216: the formula's value at a million connections on 64 GiB); ${IP_SYSCTL}`,
        value: (node) => `4096 ${initialBufferBytes(node)} 16777216`,
    },
    {
        ...copiedBuffers,
        key: "net.ipv4.tcp_wmem",
        unit: "bytes",
        formula: "4,096; tcp_rmem's second figure, 16,384 at most; 16,777,216",
        reason: "as tcp_rmem, for what waits to be sent; the kernel's own default is 16,384",
        source: `${EMQX_TUNING_GUIDE} (1024 4096 16777216); ${IP_SYSCTL}`,
        value: (node) => `4096 ${Math.min(16_384, initialBufferBytes(node))} 16777216`,
    },
];
