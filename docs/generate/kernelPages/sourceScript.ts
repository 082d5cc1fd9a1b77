/** Whether a line of the source article's script does what it was meant to do on today's ACK. */
export type Works = "yes" | "on the node only" | "no";

/** One line of the script with which the source article tunes its worker nodes. */
export interface SourceLine {
    readonly line: string;
    readonly intent: string;
    readonly works: Works;
    readonly why: string;
    /** Keys of our table that carry the intent; none where we leave it out, or where `ours` says how it is met. */
    readonly keys: readonly string[];
    /** How we meet it when it is about no single key. */
    readonly ours?: string;
    /** Why there is no such key in our profile. */
    readonly leftOut?: string;
}

const QUEUES = "a burst of connections waits instead of being dropped";
const NOT_INHERITED =
    "every network namespace has its own and a new one starts from the kernel's default, so the broker's pod never has it";
const UDP_BUFFER = "QUIC and other sockets without TCP's own sizing get larger buffers";

/** Every line of the script, in its order. */
export const SOURCE_SCRIPT: readonly SourceLine[] = [
    {
        line: "DefaultLimitNOFILE=100000000 (systemd)",
        intent: "open files for every service, so one connection a file",
        works: "no",
        why: "containerd.service has a LimitNOFILE of its own, which wins, and containers inherit that; systemd reads the line only when it is executed anew",
        keys: ["nofile"],
    },
    {
        line: "session required pam_limits.so",
        intent: "make limits.conf count",
        works: "no",
        why: "PAM acts when somebody logs in; no container does",
        keys: ["nofile"],
    },
    {
        line: "limits.conf: soft nofile 10000000",
        intent: "open files",
        works: "no",
        why: "PAM acts when somebody logs in; no container does",
        keys: ["nofile"],
    },
    {
        line: "limits.conf: hard nofile 100000000",
        intent: "open files",
        works: "no",
        why: "as above; a limit this high also makes programs that close every descriptor stall when they start",
        keys: ["nofile"],
    },
    {
        line: "load the conntrack module (commented out)",
        intent: "have the conntrack keys before they are written",
        works: "no",
        why: "it is a comment; without the module its keys do not exist",
        keys: ["conntrackHashsize"],
    },
    {
        line: "two conntrack values (commented out)",
        intent: "room for every connection in the node's conntrack table",
        works: "no",
        why: "they are comments; kube-proxy's 32,768 x vCPU stands",
        keys: ["net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_tcp_timeout_time_wait"],
    },
    {
        line: "net.ipv4.tcp_tw_reuse=1",
        intent: "reuse the ports of ended outgoing connections",
        works: "no",
        why: NOT_INHERITED,
        keys: [],
        leftOut:
            "it acts on outgoing connections only, a broker has few of them, and EMQX's guide advises against it; the kernel's 2 allows it on loopback",
    },
    {
        line: "fs.nr_open=1000000000",
        intent: "allow any nofile limit",
        works: "on the node only",
        why: "it is set, but after containerd started with its limit; a billion makes `infinity` mean a billion files",
        keys: ["fs.nr_open"],
    },
    {
        line: "fs.file-max=1000000000",
        intent: "files of the whole node",
        works: "yes",
        why: "host-wide; a billion is no bound at all",
        keys: ["fs.file-max"],
    },
    {
        line: "net.ipv4.ip_local_port_range=1025 65534",
        intent: "more outgoing connections from one address",
        works: "no",
        why: `${NOT_INHERITED}; on the node it covers the NodePorts and the kubelet's port without reserving them`,
        keys: ["net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports"],
    },
    {
        line: "net.ipv4.udp_mem=74583000 499445000 749166000",
        intent: "memory for UDP",
        works: "no",
        why: "it counts pages of 4 KiB: 2.8 TiB as the last figure, so no bound at all",
        keys: [],
        leftOut:
            "the kernel's own value follows the node's memory and is far above what MQTT over QUIC needs; extraNodeParameters takes another",
    },
    {
        line: "net.core.somaxconn=32768",
        intent: QUEUES,
        works: "no",
        why: `${NOT_INHERITED}: 4,096, whatever the listener's backlog`,
        keys: ["net.core.somaxconn"],
    },
    {
        line: "net.ipv4.tcp_max_sync_backlog=163840",
        intent: QUEUES,
        works: "no",
        why: "no such key: tcp_max_syn_backlog is meant. `sysctl -p` reports an error and goes on; spelt right it would not reach the pod either",
        keys: ["net.ipv4.tcp_max_syn_backlog"],
    },
    {
        line: "net.core.netdev_max_backlog=163840",
        intent: "packets wait for a CPU instead of being dropped",
        works: "yes",
        why: "host-wide; a queue this long adds latency before it drops",
        keys: ["net.core.netdev_max_backlog"],
    },
    {
        line: "net.core.optmem_max=16777216",
        intent: "ancillary memory of a socket",
        works: "on the node only",
        why: "host-wide up to kernel 6.7; per namespace since 6.8, where pods keep the kernel's default",
        keys: ["net.core.optmem_max"],
    },
    {
        line: "net.ipv4.tcp_rmem=1024 4096 16777216",
        intent: "small buffers for many connections, large ones for the few that need them",
        works: "yes",
        why: "copied into every namespace that is made afterwards; pods that ran before keep theirs",
        keys: ["net.ipv4.tcp_rmem"],
    },
    {
        line: "net.ipv4.tcp_wmem=1024 4096 16777216",
        intent: "as tcp_rmem, for sending",
        works: "yes",
        why: "as tcp_rmem",
        keys: ["net.ipv4.tcp_wmem"],
    },
    {
        line: "net.ipv4.tcp_max_tw_buckets=1048576",
        intent: "remember many closed connections",
        works: "no",
        why: NOT_INHERITED,
        keys: ["net.ipv4.tcp_max_tw_buckets"],
    },
    {
        line: "net.ipv4.tcp_fin_timeout=15",
        intent: "forget half-closed connections sooner",
        works: "no",
        why: NOT_INHERITED,
        keys: ["net.ipv4.tcp_fin_timeout"],
    },
    {
        line: "net.core.rmem_default=262144000",
        intent: UDP_BUFFER,
        works: "yes",
        why: "host-wide; 250 MiB for every UDP socket is a thousand times too much",
        keys: ["net.core.rmem_default"],
    },
    {
        line: "net.core.wmem_default=262144000",
        intent: UDP_BUFFER,
        works: "yes",
        why: "host-wide; 250 MiB for every UDP socket is a thousand times too much",
        keys: ["net.core.wmem_default"],
    },
    {
        line: "net.core.rmem_max=262144000",
        intent: "a program may ask for larger buffers",
        works: "yes",
        why: "host-wide; 250 MiB for one socket",
        keys: ["net.core.rmem_max"],
    },
    {
        line: "net.core.wmem_max=262144000",
        intent: "a program may ask for larger buffers",
        works: "yes",
        why: "host-wide; 250 MiB for one socket",
        keys: ["net.core.wmem_max"],
    },
    {
        line: "net.ipv4.tcp_mem=378150000 504200000 756300000",
        intent: "memory for TCP",
        works: "no",
        why: "it counts pages of 4 KiB: 2.8 TiB on a node of 128 GiB, so the node runs out of memory where TCP should slow down",
        keys: ["net.ipv4.tcp_mem"],
    },
    {
        line: "cat >> /etc/sysctl.d/99-sysctl.conf",
        intent: "keep the values over a reboot",
        works: "no",
        why: "it adds the lines again with every run, and ACK may write files that sort after it",
        keys: [],
        ours: "a file of our own that sorts last, /etc/sysctl.d/99-zz-emqx.conf, written only when it differs",
    },
    {
        line: "sysctl -p",
        intent: "load the values now",
        works: "on the node only",
        why: "it reads /etc/sysctl.conf alone, which on CentOS is the file above only by a symbolic link; it goes on after errors",
        keys: [],
        ours: "every value is written and compared by itself, now, after a reboot and every 5 minutes; what the kernel refuses is logged",
    },
];
