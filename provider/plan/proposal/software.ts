import { WARN_ABOVE } from "../../capacity/ceiling";
import { NODE_LIMIT_DEFAULTS } from "../../emqx/config/environment";
import { resolveListeners } from "../../emqx/listeners/listeners";
import type { EmqxOnAckArgs } from "../../emqxOnAckArgs";
import { filesNeeded, powerOfTwoFrom } from "../../nodes/kernel";
import type { ProposalRequest } from "./request";

/** Limits of software that a load needs raised: they cost nothing, so nothing is bought instead. */
export interface SoftwareLimits {
    readonly kernel?: EmqxOnAckArgs["kernel"];
    readonly limits?: { readonly maxPorts: number };
    /** Of each listener. */
    readonly listener?: { readonly maxConnections?: number; readonly maxConnectionRate?: number };
}

/** What one broker has to carry with so many of them left; only what its default is too little for. */
export function softwareLimits(request: ProposalRequest, brokers: number): SoftwareLimits {
    const left = Math.max(1, brokers - request.nodesLost);
    const connections = Math.ceil(request.connections / left);
    const connects = Math.ceil((request.connectsPerSecond ?? 0) / left);
    const [byDefault] = resolveListeners({ tcp: {} });
    const listener = {
        ...raised("maxConnections", connections, byDefault?.maxConnections as number),
        ...raised("maxConnectionRate", connects, byDefault?.maxConnectionRate as number),
    };
    return {
        ...kernelFor(connections, Math.ceil(request.connections / Math.max(1, brokers - 1))),
        ...(connections > WARN_ABOVE * NODE_LIMIT_DEFAULTS.maxPorts
            ? { limits: { maxPorts: roomFor(connections) } }
            : {}),
        ...(Object.keys(listener).length > 0 ? { listener } : {}),
    };
}

/** No profile is made for fewer: nodes/sizing.ts. */
const LEAST_PROFILE = 100_000;
const LEAST_FILES = 1_048_576;

/** A kernel profile is made for the loss of one node, and for every role alike: what the loss of more takes is written. */
function kernelFor(connections: number, madeFor: number): Pick<SoftwareLimits, "kernel"> {
    const made = Math.max(madeFor, LEAST_PROFILE);
    if (connections <= made) return {};
    const files = filesNeeded(connections);
    const kernel = {
        ...(files > WARN_ABOVE * Math.max(LEAST_FILES, powerOfTwoFrom(2 * made))
            ? { nofile: roomFor(files) }
            : {}),
        ...(connections > WARN_ABOVE * powerOfTwoFrom(4 * made)
            ? { parameters: { "net.netfilter.nf_conntrack_max": String(roomFor(connections)) } }
            : {}),
    };
    return Object.keys(kernel).length > 0 ? { kernel } : {};
}

function raised<Name extends string>(
    name: Name,
    need: number,
    byDefault: number,
): { [name in Name]?: number } {
    return need > WARN_ABOVE * byDefault ? ({ [name]: roomFor(need) } as { [name in Name]: number }) : {};
}

/** The next power of two that a need fills to less than the share of which a warning is given. */
function roomFor(need: number): number {
    return powerOfTwoFrom(need / WARN_ABOVE);
}
