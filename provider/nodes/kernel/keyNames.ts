import { nearest } from "../../validation/nearest";
import { KNOWN_KEYS } from "./knownKeys";
import { findParameter, PARAMETERS } from "./parameters";

/** What a key that a user writes is called by Linux, and whether Linux has it at all. */

const CONNTRACK_MAX = "net.netfilter.nf_conntrack_max";

/** Second names of one value. Source: nf_conntrack_standalone.c (nf_ct_netfilter_table), nf_conntrack_htable_size_user. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
    "net.nf_conntrack_max": CONNTRACK_MAX,
    "net.ipv4.ip_conntrack_max": CONNTRACK_MAX,
    "net.netfilter.nf_conntrack_buckets": "conntrackHashsize",
};

/** Names before 4.9, whose successors begin otherwise. Source: adf0516845bc, netfilter: remove ip_conntrack* sysctl compat code. */
const BEFORE_4_9 = /^net\.ipv4\.netfilter\.ip_conntrack_/;

/**
 * The name that Linux and the profile's table have for a key: with dots (sysctl takes slashes too), without the folder, and one
 * name where there are several.
 */
export function ownNameOf(key: string): string {
    const inside = key.trim().replace(/^\/?proc\/sys\//, "");
    // sysctl(8): slashes separate where the first separator is one.
    const dotted = /^[a-z]+\//.test(inside) ? inside.replaceAll("/", ".") : inside;
    const name = dotted.replace(BEFORE_4_9, "net.netfilter.nf_conntrack_");
    return Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] as string) : name;
}

export interface Removed {
    /** First version of Linux without it. */
    readonly since: string;
    /** Commit that removed it. */
    readonly commit: string;
}

/** The oldest kernel of ACK's node images: Alibaba Cloud Linux 3. Alibaba Cloud Linux 4 has 6.6. */
const OLDEST_KERNEL = "5.10";

/** Keys that guides still name. No node has one that is gone since 5.10 or before; the rest is gone on newer images. */
const REMOVED: Readonly<Record<string, Removed>> = {
    "net.ipv4.tcp_tw_recycle": { since: "4.12", commit: "4396e46187ca" },
    "net.ipv4.tcp_thin_dupack": { since: "4.11", commit: "4a7f60094411" },
    "net.ipv4.tcp_dma_copybreak": { since: "3.18", commit: "7bced397510a" },
    "net.ipv4.tcp_max_ssthresh": { since: "3.13", commit: "9f9843a751d0" },
    "net.ipv4.tcp_frto_response": { since: "3.10", commit: "9b44190dc114" },
    "net.ipv4.tcp_cookie_size": { since: "3.10", commit: "1a2c6181c4a1" },
    "net.ipv4.tcp_abc": { since: "3.9", commit: "ca2eb5679f8d" },
    "net.ipv4.rt_cache_rebuild_count": { since: "3.6", commit: "89aef8921bfb" },
    "net.ipv4.inet_peer_gc_mintime": { since: "3.1", commit: "4b9d9be839fd" },
    "net.ipv4.inet_peer_gc_maxtime": { since: "3.1", commit: "4b9d9be839fd" },
    "vm.hugepages_treat_as_movable": { since: "4.16", commit: "d6cb41cc44c6" },
    "vm.swap_token_timeout": { since: "3.5", commit: "e709ffd6169c" },
    "net.ipv4.tcp_rx_skb_cache": { since: "5.16", commit: "d8b81175e412" },
    "net.ipv4.tcp_tx_skb_cache": { since: "5.16", commit: "d8b81175e412" },
    "kernel.sched_latency_ns": { since: "5.13", commit: "8a99b6833c88" },
    "kernel.sched_migration_cost_ns": { since: "5.13", commit: "8a99b6833c88" },
    "kernel.sched_min_granularity_ns": { since: "5.13", commit: "8a99b6833c88" },
    "kernel.sched_nr_migrate": { since: "5.13", commit: "8a99b6833c88" },
    "kernel.sched_tunable_scaling": { since: "5.13", commit: "8a99b6833c88" },
    "kernel.sched_wakeup_granularity_ns": { since: "5.13", commit: "8a99b6833c88" },
};

/** What became of a key that a kernel has no more; undefined where it has it, or where nothing is known. */
export function removedFrom(key: string, kernel: string = OLDEST_KERNEL): Removed | undefined {
    const removed = Object.hasOwn(REMOVED, key) ? REMOVED[key] : undefined;
    return removed !== undefined && isAtMost(removed.since, kernel) ? removed : undefined;
}

function isAtMost(version: string, most: string): boolean {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const [mostMajor = 0, mostMinor = 0] = most.split(".").map(Number);
    return major < mostMajor || (major === mostMajor && minor <= mostMinor);
}

/** Whether Linux is known to have it; `eth0` in the key is any interface. */
export function isKnown(key: string): boolean {
    return findParameter(key) !== undefined || KNOWN_KEYS.includes(ofAnyInterface(key));
}

/** The key that was meant by one that nobody knows, at most so many letters away. */
export function meantKey(key: string, letters: number): string | undefined {
    const general = ofAnyInterface(key);
    const near = nearest(general, [...PARAMETERS.map((parameter) => parameter.key), ...KNOWN_KEYS], letters);
    const [, named] = INTERFACE.exec(key) ?? [];
    return named === undefined ? near : near?.replace(".default.", `.${named}.`);
}

const INTERFACE = /^net\.ipv[46]\.(?:conf|neigh)\.([^.]+)\./;

function ofAnyInterface(key: string): string {
    return key.replace(/^(net\.ipv[46]\.(?:conf|neigh))\.[^.]+\./, "$1.default.");
}
