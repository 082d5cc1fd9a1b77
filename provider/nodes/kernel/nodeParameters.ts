import { clamp, type KernelNode, type Parameter, powerOfTwoFrom, powerOfTwoUpTo } from "./parameter";

const EMQX_TUNING_GUIDE = "EMQX tuning guide (docs.emqx.com, performance/tune)";
const KUBE_PROXY = "kube-proxy, conntrack.go: max(131,072, 32,768 x vCPU), hash size = max / 4";

/** `nf_conntrack` entries: four for a connection, kube-proxy's own figure at least. */
function conntrackEntries(node: KernelNode): number {
    return Math.max(131_072, 32_768 * node.vcpus, powerOfTwoFrom(4 * node.connections));
}

/** Parts of the node's memory from which TCP relaxes, comes under pressure, and stops. */
const TCP_MEMORY = { low: 16, pressure: 8, high: 4 };

/** Receive buffer a connection starts with: all of them, full both ways, stay below TCP's memory pressure. */
export function initialBufferBytes(node: KernelNode): number {
    const share = node.memoryBytes / TCP_MEMORY.pressure / (2 * Math.max(1, node.connections));
    return clamp(powerOfTwoUpTo(share), node.tls ? 16_384 : 4_096, 131_072);
}

const hostWide = { scope: "host", layers: ["userData"], write: "atLeast", takes: "1 number" } as const;

/** What belongs to the machine, not to a pod. In the order in which it is written. */
export const NODE_PARAMETERS: readonly Parameter[] = [
    {
        key: "fs.nr_open",
        unit: "files per process",
        scope: "host",
        layers: ["preUserData", "userData"],
        write: "atLeast",
        effect: "at once",
        formula: "2,097,152, or nofile if that is more",
        reason: "ceiling of every nofile limit: containerd does not start with a limit above it",
        source: `${EMQX_TUNING_GUIDE}; setrlimit(2): EPERM above nr_open`,
        value: (node) => String(Math.max(2_097_152, node.nofile)),
        takes: "1 number",
    },
    {
        key: "fs.file-max",
        unit: "files on the node",
        scope: "host",
        layers: ["preUserData", "userData"],
        write: "atLeast",
        effect: "at once",
        formula: "2 x nofile, 4,194,304 at least",
        reason: "an old and a new broker pod may share a node during a rollout, each with nofile descriptors",
        source: `${EMQX_TUNING_GUIDE} (2,097,152), doubled for rollouts with old and new pods side by side`,
        value: (node) => String(Math.max(4_194_304, 2 * node.nofile)),
        takes: "1 number",
    },
    {
        key: "nofile",
        unit: "files per container",
        scope: "host",
        layers: ["preUserData", "containerd"],
        write: "exact",
        effect: "containerd restart, then new pods",
        formula: "1,048,576 (Standard) or 2,097,152 (Million), 2 x connections at least",
        reason: "one descriptor a connection; pods inherit containerd's limit, Kubernetes has no field for it, and containerd 2 leaves 1,024",
        source: `ACK's default 1,048,576 (ModifyNodePoolNodeConfig, limitNoFile); ${EMQX_TUNING_GUIDE} 2,097,152`,
        value: (node) => String(node.nofile),
        takes: "1 number",
    },
    {
        ...hostWide,
        key: "conntrackHashsize",
        unit: "hash buckets",
        effect: "at once",
        formula: "nf_conntrack_max / 4",
        reason: "with more than a few entries a bucket every packet of a new connection walks a list",
        source: KUBE_PROXY,
        value: (node) => String(conntrackEntries(node) / 4),
    },
    {
        ...hostWide,
        key: "net.netfilter.nf_conntrack_max",
        unit: "tracked connections",
        effect: "at once",
        formula: "4 x connections as a power of two, kube-proxy's own 32,768 x vCPU at least",
        reason: "a NodePort connection holds one or two entries on the node, and keeps them a while after it ended; a full table drops packets. kube-proxy lowers a value larger than its own when it starts (until kubernetes#142035 of September 2026), so it is written again every 5 minutes",
        source: `${KUBE_PROXY}; ${EMQX_TUNING_GUIDE} 1,000,000`,
        value: (node) => String(conntrackEntries(node)),
    },
    {
        ...hostWide,
        key: "net.netfilter.nf_conntrack_tcp_timeout_time_wait",
        unit: "seconds",
        scope: "netns",
        write: "exact",
        effect: "new connections",
        formula: "30",
        reason: "the node's own namespace tracks NodePort traffic: entries of ended connections go after 30 s instead of 120",
        source: EMQX_TUNING_GUIDE,
        value: () => "30",
    },
    {
        ...hostWide,
        key: "net.core.netdev_max_backlog",
        unit: "packets per CPU",
        effect: "at once",
        formula: "connections / 16 as a power of two, 4,096 to 16,384",
        reason: "every packet to or from a pod crosses this queue (veth); at the kernel's 1,000 a burst is dropped",
        source: `${EMQX_TUNING_GUIDE} 16,384`,
        value: (node) => String(clamp(powerOfTwoFrom(node.connections / 16), 4_096, 16_384)),
    },
    ...["rmem", "wmem"].map(
        (buffer): Parameter => ({
            ...hostWide,
            key: `net.core.${buffer}_default`,
            unit: "bytes",
            effect: "new connections",
            formula: "262,144",
            reason: "default buffer of sockets other than TCP: the UDP sockets of MQTT over QUIC",
            source: EMQX_TUNING_GUIDE,
            value: () => "262144",
        }),
    ),
    ...["rmem", "wmem"].map(
        (buffer): Parameter => ({
            ...hostWide,
            key: `net.core.${buffer}_max`,
            unit: "bytes",
            effect: "new connections",
            formula: "16,777,216",
            reason: "most that a listener's recbuf and sndbuf, and QUIC, may ask for; a ceiling, nothing is reserved",
            source: EMQX_TUNING_GUIDE,
            value: () => "16777216",
        }),
    ),
    {
        ...hostWide,
        key: "net.core.optmem_max",
        unit: "bytes",
        effect: "at once",
        formula: "16,777,216",
        reason: "most ancillary memory of one socket; a ceiling, nothing is reserved",
        source: `${EMQX_TUNING_GUIDE}; per namespace since kernel 6.8, where pods keep the kernel's default`,
        value: () => "16777216",
    },
    {
        ...hostWide,
        key: "net.ipv4.tcp_mem",
        unit: "pages",
        effect: "at once",
        formula:
            "6.25 %, 12.5 % and 25 % of the node's own memory, worked out on the node; where its kernel chose more, that",
        reason: "above the kernel's own thresholds (4.7, 6.2 and 9.4 %), so that slow subscribers are slowed down before TCP drops, and a quarter of the memory at most, so that it slows down before the node is out of memory",
        source: "tcp_init_mem() in net/ipv4/tcp.c for the kernel's own; Documentation/networking/ip-sysctl for the unit",
        value: () => `memory/${TCP_MEMORY.low} memory/${TCP_MEMORY.pressure} memory/${TCP_MEMORY.high}`,
        takes: "3 numbers",
    },
    {
        ...hostWide,
        key: "transparentHugepages",
        unit: "mode",
        write: "exact",
        effect: "at once",
        formula: "madvise",
        reason: "`always` lets the kernel back the Erlang VM's many small carriers with 2 MiB pages: memory that EMQX freed stays used, and compaction stalls; with madvise only programs that ask get them",
        source: "Documentation/admin-guide/mm/transhuge; ACK OS parameters (transparent_hugepage)",
        value: () => "madvise",
        takes: ["always", "madvise", "never"],
    },
    {
        ...hostWide,
        key: "swap",
        unit: "mode",
        write: "exact",
        effect: "at once",
        formula: "off",
        reason: "a broker page on disk stops every connection of its scheduler; the kubelet refuses to start with swap by default",
        source: `${EMQX_TUNING_GUIDE}; kubelet failSwapOn`,
        value: () => "off",
        takes: ["off"],
    },
];
