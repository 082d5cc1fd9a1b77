import type { Role } from "../../../provider/emqx/lines/line/observation";

/** An input of the stack that a kernel profile follows from, and that differs. */
export type KernelInput =
    | { readonly input: "connections"; readonly from: number; readonly to: number }
    /** EMQX nodes that take clients. */
    | { readonly input: "replicas"; readonly role: Role; readonly from: number; readonly to: number }
    /** Clients are taken by nodes of the other role. */
    | { readonly input: "takers"; readonly to: Role }
    /** The preferred instance type, by which memory and vCPUs are reckoned. */
    | { readonly input: "instanceType"; readonly role: Role; readonly from: string; readonly to: string }
    /** Whether clients may come with TLS. */
    | { readonly input: "tls"; readonly to: boolean }
    /** What the user writes under `kernel`, as everything else tells. */
    | { readonly input: "kernel"; readonly names: readonly string[] }
    /** What the user wrote under `kernel` before and does not any more, or formulas of another version of the package. */
    | { readonly input: "kernelBefore" }
    /** No value differs: the version of the scripts was raised by another version of the package. */
    | { readonly input: "scripts" };

/** Connections that a node is tuned for, and those it has to hold when another one is lost. */
export interface TunedFor {
    readonly from: number;
    readonly to: number;
    readonly neededBefore: number;
    readonly needed: number;
}

/** What to write so that the profile of the nodes with clients, and with it their pool, stays: each was tried out. */
export type KernelWay =
    /** Under `kernel`, which is for the pools of both roles: `instead` are those that get another profile for it. */
    | { readonly way: "connectionsPerNode"; readonly value: number; readonly instead: readonly Role[] }
    | { readonly way: "replicas"; readonly role: Role; readonly count: number }
    | { readonly way: "connections"; readonly most: number };

export interface KernelParameterChange {
    readonly key: string;
    readonly from?: string;
    readonly to?: string;
}

/** Why the nodes of one role get another kernel profile. */
export interface KernelCause {
    readonly role: Role;
    /** URN of the pool. */
    readonly pool: string;
    readonly parameters: readonly KernelParameterChange[];
    /** Inputs of which each one alone, or all together, make the difference; empty where nothing is known of them. */
    readonly inputs: readonly KernelInput[];
    /** Absent for nodes that take no clients, and where it is the same or not known. */
    readonly tunedFor?: TunedFor;
    readonly ways: readonly KernelWay[];
}
