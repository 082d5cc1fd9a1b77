import type * as pulumi from "@pulumi/pulumi";
import type { NodeDrainArgs } from "./nodeDrainArgs";

/**
 * What a stack as a whole knows of its nodes and the schema of a drain cannot express: that pools without an id are those which it may have had,
 * and on which nodes EMQX runs where it makes none.
 */
export interface StackNodes {
    readonly existing?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const known = new WeakMap<NodeDrainArgs, StackNodes>();

export function ofStack(args: NodeDrainArgs, nodes: StackNodes): NodeDrainArgs {
    known.set(args, nodes);
    return args;
}

export function stackNodesOf(args: NodeDrainArgs): StackNodes | undefined {
    return typeof args === "object" && args !== null ? known.get(args) : undefined;
}
