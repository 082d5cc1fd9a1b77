import type { KernelPreset, KernelRollout } from "./inputs";

/** What a formula may depend on: one node and what it has to carry. */
export interface KernelNode {
    readonly connections: number;
    readonly memoryBytes: number;
    readonly vcpus: number;
    readonly tls: boolean;
    /** Open files of one container, as resolved. */
    readonly nofile: number;
}

/**
 * - `host`: one value for the machine, whatever namespace asks;
 * - `netns`: every network namespace has its own, a new one starts from the kernel's default;
 * - `copied`: every network namespace has its own, a new one starts from the host's value.
 */
export type Scope = "host" | "netns" | "copied";

/** Where a parameter is written. */
export type Layer = "preUserData" | "userData" | "containerd" | "kubelet" | "pod";

/** `atLeast` never lowers what a node has already; `exact` writes the value as it is. */
export type WriteMode = "atLeast" | "exact";

/** When a changed value is felt on a node that runs. */
export type Effect = "at once" | "new connections" | "new pods" | "containerd restart, then new pods";

/** One line of the profile's table. */
export interface Parameter {
    /** The sysctl key, or the table's own name for what is no sysctl (nofile, swap ...). */
    readonly key: string;
    readonly unit: string;
    readonly scope: Scope;
    readonly layers: readonly Layer[];
    readonly write: WriteMode;
    /** First Kubernetes version that lets a pod set it without permission; absent: never. Pod layer only. */
    readonly safeSince?: string;
    readonly effect: Effect;
    /** The formula, in words. */
    readonly formula: string;
    readonly reason: string;
    readonly source: string;
    readonly value: (node: KernelNode) => string;
    /** What its kernel takes: so many whole numbers, or one of these words, or ports. */
    readonly takes: "1 number" | "2 numbers" | "3 numbers" | "ports" | readonly string[];
}

/** A parameter with the value it has in one profile. */
export interface ResolvedParameter extends Omit<Parameter, "value" | "takes"> {
    /** What is written, or shares of the node's memory, which the node works out itself (`memory/16`). */
    readonly value: string;
    /** Whether the user gave the value. */
    readonly overridden: boolean;
    /** Where the user gives it. */
    readonly input: ParameterInput;
}

/** Property of `KernelProfileArgs` with which a parameter's value is given. */
export type ParameterInput = "parameters" | "extraNodeParameters" | "extraPodParameters";

/** Everything that one kind of node and the EMQX pods on it are tuned to. Made by `buildKernelProfile`. */
export interface KernelProfile {
    readonly preset: KernelPreset;
    readonly rollout: KernelRollout;
    readonly node: KernelNode;
    readonly parameters: readonly ResolvedParameter[];
    /** Open files of one container. */
    readonly nofile: number;
    /**
     * Ten lower-case hex digits, a valid label value. Another one exactly when a parameter has another value, is written
     * in another way, or the version of the scripts was raised.
     */
    readonly hash: string;
}

/** Whether a formula's value is worked out on the node: `memory/16 memory/8`, in pages. */
export function isShareOfMemory({ value, overridden }: ResolvedParameter): boolean {
    return !overridden && /^memory\/\d/.test(value);
}

export const KIB = 1024;
export const GIB = 1024 ** 3;
/** Page size of x86-64, and of Alibaba Cloud Linux on Arm. tcp_mem and udp_mem count these. */
export const PAGE_BYTES = 4096;

export function powerOfTwoFrom(minimum: number): number {
    return 2 ** Math.ceil(Math.log2(Math.max(1, minimum)));
}

export function powerOfTwoUpTo(maximum: number): number {
    return 2 ** Math.floor(Math.log2(Math.max(1, maximum)));
}

export function clamp(value: number, low: number, high: number): number {
    return Math.min(high, Math.max(low, value));
}
