import { instanceFacts } from "../alibaba/instanceTypes";
import { connectionsForFiles, connectionsThatFit, type KernelProfileArgs, KernelRollout } from "./kernel";

export interface NodesToSize {
    /** Connections of the whole stack, and the nodes that take them; absent for nodes that take none. */
    readonly connections?: number;
    readonly takers?: number;
    readonly instanceTypes: readonly string[];
    readonly tls: boolean;
    readonly existingNodes: boolean;
}

/** What clients ask of a stack: their connections, whether they come with TLS, and how many EMQX nodes take them. */
export interface Clients {
    readonly connections: number;
    readonly tls: boolean;
    readonly takers: number;
}

/**
 * What of it a role's nodes are sized for. Cores that take no clients are sized for the cluster's own traffic, whatever clients
 * speak: a profile without a figure.
 */
export function askedOf(
    takesClients: boolean,
    clients: Clients,
): Pick<NodesToSize, "connections" | "takers" | "tls"> {
    return takesClients ? clients : { tls: false };
}

/** Connections that one of so many nodes must hold when another one is lost. */
export function neededPerNode(connections: number, takers: number): number {
    return Math.ceil(connections / Math.max(takers - 1, 1));
}

/**
 * Connections of a node that a profile is made for. Coarse, so that a change of `connections` or `replicas` seldom is a change
 * of the profile, which replaces pools and restarts EMQX; what a profile gives beyond the need costs next to nothing.
 */
export const STEPS = [100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000];

/** The step for a need, but no more than memory and a given number of open files allow. */
function sizedFor(need: number, node: { memoryGiB?: number; tls: boolean; nofile?: number }): number {
    const step = STEPS.find((figure) => figure >= need) ?? need;
    const files = node.nofile === undefined ? step : connectionsForFiles(node.nofile);
    const fitting = connectionsThatFit(node.memoryGiB, node.tls);
    return Math.max(need, Math.min(step, fitting, files));
}

/**
 * The kernel profile of a stack: connections a node must hold when another one is lost, memory and vCPUs of the
 * preferred instance type: a fallback that is appended replaces no pool, and what depends on memory is computed on the node. What
 * the user gave counts before what is computed.
 */
export function sizedKernel(nodes: NodesToSize, given: KernelProfileArgs | undefined): KernelProfileArgs {
    const [preferred] = nodes.instanceTypes;
    const facts = preferred === undefined ? undefined : instanceFacts(preferred);
    const node = {
        memoryGiB: figure(given?.memoryGiB) ?? facts?.memoryGiB,
        tls: given?.tls ?? nodes.tls,
        nofile: figure(given?.nofile),
    };
    const perNode = neededPerNode(nodes.connections ?? 0, nodes.takers ?? 1);
    return {
        ...(given?.preset === undefined
            ? {
                  ...(nodes.connections !== undefined
                      ? {
                            connectionsPerNode: sizedFor(perNode, node),
                        }
                      : {}),
                  tls: nodes.tls,
                  ...(facts ? { memoryGiB: facts.memoryGiB, vcpus: facts.vcpus } : {}),
              }
            : {}),
        ...(nodes.existingNodes ? { rollout: KernelRollout.DaemonSet } : {}),
        // An input that is written as undefined was left out.
        ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
    };
}

/** What is no figure is told where the profile is built. */
function figure(given: number | undefined): number | undefined {
    return typeof given === "number" ? given : undefined;
}
