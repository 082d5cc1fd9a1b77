import type { Problems } from "../../validation/problems";
import { thousands } from "../../wording/figures";
import type { ResolvedParameter } from "./parameter";
import { type KernelNode, PAGE_BYTES } from "./parameter";
import { NODE_PORTS } from "./podParameters";
import { covers, RESERVED_PORTS } from "./reservedPorts";
import { bytesInWords } from "./wording";

/** One tracked connection in the kernel: struct nf_conn and its extensions, rounded up. */
export const CONNTRACK_ENTRY_BYTES = 384;

/** The largest fs.nr_open that a 64-bit kernel takes (sysctl_nr_open_max). */
const MOST_NR_OPEN = 2_147_483_584;

/** Reports values that are possible each by itself but not together, or not on this node. */
export function refuseContradictions(
    parameters: readonly ResolvedParameter[],
    node: KernelNode,
    problems: Problems,
): void {
    const values = new Map(parameters.map((parameter) => [parameter.key, parameter]));
    const refuse = (key: string, reason: string) => {
        problems.at(values.get(key)?.input ?? "parameters", key).add("", reason);
    };
    const number = (key: string): number | undefined => {
        const parameter = values.get(key);
        return parameter?.overridden ? Number(parameter.value) : undefined;
    };

    const nrOpen = number("fs.nr_open");
    if (nrOpen !== undefined && (nrOpen < node.nofile || nrOpen > MOST_NR_OPEN)) {
        refuse(
            "fs.nr_open",
            `containers get nofile ${thousands(node.nofile)}, and containerd does not start with a limit above fs.nr_open: ` +
                `write a number from ${thousands(node.nofile)} to ${thousands(MOST_NR_OPEN)}, or a lower nofile.`,
        );
    }
    const fileMax = number("fs.file-max");
    if (fileMax !== undefined && fileMax < node.nofile) {
        refuse(
            "fs.file-max",
            `the whole node would have fewer files than one container (nofile ${thousands(node.nofile)}): write ${thousands(2 * node.nofile)} or more.`,
        );
    }
    if (values.get("fs.nr_open") === undefined && node.nofile > 1_048_576) {
        refuse(
            "fs.nr_open",
            `the kernel's own fs.nr_open is 1,048,576, below nofile ${thousands(node.nofile)}: write ${thousands(node.nofile)} or more, or set nofile to 1048576.`,
        );
    }
    refuseMemoryBeyondTheNode("net.ipv4.tcp_mem", values, node, refuse);
    refuseTcpMemoryForTooFew(values, node, refuse);
    refuseMemoryBeyondTheNode("net.ipv4.udp_mem", values, node, refuse);
    for (const key of ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]) {
        refuseUnsorted(key, values, refuse);
    }
    refuseConntrack(number("net.netfilter.nf_conntrack_max"), node, refuse);
    refuseQueues(number, refuse);
    refusePorts(values, refuse);
}

type Values = ReadonlyMap<string, ResolvedParameter>;
type Refuse = (key: string, reason: string) => void;

function refuseMemoryBeyondTheNode(key: string, values: Values, node: KernelNode, refuse: Refuse): void {
    const parameter = values.get(key);
    if (!parameter?.overridden) {
        return;
    }
    if (!/^\d+ \d+ \d+$/.test(parameter.value)) {
        refuse(
            key,
            `"${parameter.value}" is not what this parameter takes: write 3 numbers with a space between (pages).`,
        );
        return;
    }
    const highest = Number(parameter.value.split(" ").at(-1));
    const bytes = highest * PAGE_BYTES;
    if (!(bytes <= node.memoryBytes)) {
        const quarter = Math.floor(node.memoryBytes / PAGE_BYTES / 4);
        refuse(
            key,
            `counts pages of ${thousands(PAGE_BYTES)} bytes: ${highest} pages are ${bytesInWords(bytes)}, the node has ` +
                `${bytesInWords(node.memoryBytes)}. Write at most ${quarter} as the last number, a quarter of it, or leave the key out.`,
        );
    }
    refuseUnsorted(key, values, refuse);
}

/** A socket with anything queued is charged one page at least. Source: Linux, include/net/sock.h (sk_mem_pages). */
function refuseTcpMemoryForTooFew(values: Values, node: KernelNode, refuse: Refuse): void {
    const parameter = values.get("net.ipv4.tcp_mem");
    const most = Number(parameter?.value.split(" ").at(-1));
    if (!parameter?.overridden || !(most < node.connections)) return;
    refuse(
        parameter.key,
        `counts pages of ${thousands(PAGE_BYTES)} bytes, and a connection with anything queued takes one: ${thousands(most)} are fewer than the ` +
            `${thousands(node.connections)} connections of this node, the rest would stand still. Write ${thousands(4 * node.connections)} or more as the last number, or leave the key out.`,
    );
}

function refuseUnsorted(key: string, values: Values, refuse: Refuse): void {
    const numbers = values.get(key)?.value.split(" ").map(Number) ?? [];
    if (numbers.some((value, index) => value < (numbers[index - 1] ?? 0))) {
        const sorted = [...numbers].sort((a, b) => a - b).join(" ");
        refuse(key, `the three numbers must rise: write "${sorted}".`);
    }
}

function refuseConntrack(entries: number | undefined, node: KernelNode, refuse: Refuse): void {
    if (entries === undefined) {
        return;
    }
    const key = "net.netfilter.nf_conntrack_max";
    if (entries < node.connections) {
        refuse(
            key,
            `${thousands(entries)} tracked connections are fewer than the ${thousands(node.connections)} of this node, the rest would be ` +
                `dropped: write ${thousands(2 * node.connections)} or more.`,
        );
    }
    const most = Math.floor(node.memoryBytes / 4 / CONNTRACK_ENTRY_BYTES);
    if (entries > most) {
        refuse(
            key,
            `${thousands(entries)} entries of ${CONNTRACK_ENTRY_BYTES} bytes are ${bytesInWords(entries * CONNTRACK_ENTRY_BYTES)}, more ` +
                `than a quarter of the node's memory: write ${thousands(most)} or less.`,
        );
    }
}

function refuseQueues(number: (key: string) => number | undefined, refuse: Refuse): void {
    for (const key of ["net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"]) {
        const length = number(key);
        if (length !== undefined && (length < 128 || length > 1_048_576)) {
            refuse(key, `${length} is no sensible queue length: write a number from 128 to 1,048,576.`);
        }
    }
    const buckets = number("net.ipv4.tcp_max_tw_buckets");
    if (buckets !== undefined && buckets > 2_147_483_647) {
        refuse("net.ipv4.tcp_max_tw_buckets", "the kernel takes 2,147,483,647 at most.");
    }
}

function refusePorts(values: Values, refuse: Refuse): void {
    const range = values.get("net.ipv4.ip_local_port_range");
    const reserved = values.get(RESERVED_PORTS);
    if (!range) {
        return;
    }
    const [first = 0, last = 0] = range.value.split(" ").map(Number);
    if (first < 1_024 || last > 65_535 || first >= last) {
        refuse(
            range.key,
            `"${range.value}" is no port range: write two ports from 1024 to 65535, e.g. "1024 65535".`,
        );
        return;
    }
    const overlap = { first: Math.max(first, NODE_PORTS.first), last: Math.min(last, NODE_PORTS.last) };
    if (overlap.first <= overlap.last && !covers(reserved?.value ?? "", overlap)) {
        refuse(
            reserved?.overridden || !reserved ? RESERVED_PORTS : range.key,
            `the port range ${first}-${last} overlaps the NodePorts: add ${NODE_PORTS.first}-${NODE_PORTS.last} to ` +
                `${RESERVED_PORTS}, or begin the range at 32768 ("32768 65535").`,
        );
    }
}
