import { createHash } from "node:crypto";
import type { ResolvedParameter } from "./parameter";

/**
 * Version of what the scripts do, a part of every profile's hash. Raised by hand, and only where nodes that run have to get the
 * change: each raise replaces the pools of every stack with ReplacePool. A reworded comment or log line is none, nor is a
 * mended script whose values are on the nodes already; those reach nodes that join later. Golden hashes:
 * tests/unit/nodes/kernel/hash.test.ts.
 */
export const SCRIPTS_VERSION = 1;

/** Hash of what the profile says, not of the texts that say it: another one is another node pool. */
export function fingerprint(parameters: readonly ResolvedParameter[]): string {
    return createHash("sha256").update(canonicalProfile(parameters)).digest("hex").slice(0, 10);
}

/**
 * One line a parameter that has a value, sorted. It says where a value is felt and whether it may lower what a node has; in which
 * of the node's scripts it stands is the package's own affair. What is left to the kernel has no line, so that a parameter that the
 * table gets later, unset, changes no hash.
 */
export function canonicalProfile(parameters: readonly ResolvedParameter[]): string {
    const lines = parameters.map(({ key, value, write, layers }) => {
        const where = layers.includes("pod") ? "pod" : "node";
        return `${where} ${key} ${write === "atLeast" ? ">=" : "="} ${value}`;
    });
    return [`scripts ${SCRIPTS_VERSION}`, ...lines.sort()].join("\n");
}
