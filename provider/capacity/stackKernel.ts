import { type KernelProfileArgs, KernelRollout } from "../nodes/kernel";
import { smallestOf } from "./instanceTypes";

export interface StackShape {
    /** Connections of the whole stack, and the nodes that take them; absent for nodes that take none. */
    readonly connections?: number;
    readonly takers?: number;
    readonly instanceTypes: readonly string[];
    readonly tls: boolean;
    readonly existingNodes: boolean;
}

/**
 * The kernel profile of a stack: connections a node must hold when another one is lost, memory and vCPUs of the smallest
 * instance type. What the user gave counts before what is computed.
 */
export function stackKernelProfile(
    shape: StackShape,
    given: KernelProfileArgs | undefined,
): KernelProfileArgs {
    const facts = smallestOf(shape.instanceTypes);
    return {
        ...(given?.preset === undefined
            ? {
                  ...(shape.connections !== undefined
                      ? {
                            connectionsPerNode: Math.ceil(
                                shape.connections / Math.max((shape.takers ?? 1) - 1, 1),
                            ),
                        }
                      : {}),
                  tls: shape.tls,
                  ...(facts ? { memoryGiB: facts.memoryGiB, vcpus: facts.vcpus } : {}),
              }
            : {}),
        ...(shape.existingNodes ? { rollout: KernelRollout.DaemonSet } : {}),
        // An input that is written as undefined was left out.
        ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
    };
}
