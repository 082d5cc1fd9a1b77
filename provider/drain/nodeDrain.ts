import * as pulumi from "@pulumi/pulumi";
import { validated } from "../validation/validated";
import { drained } from "./drained";
import type { NodeDrainArgs } from "./nodeDrainArgs";
import { checkNodeDrain } from "./rules";
import { stackNodesOf } from "./stackNodes";

const DEFAULT_MINUTES = 30;

/**
 * Empties the nodes of a pool that was replaced, or taken out of the program, before Pulumi deletes it: ACK deletes a pool with all that runs on it. The
 * nodes are cordoned; pods leave one of a workload at a time, within their budgets, and single ones only when another one is
 * ready. Until then the update waits, and where it cannot be done the update fails and the old pool stays. Give what the pods must come
 * after in `dependsOn`: the load balancer.
 */
export class NodeDrain extends pulumi.ComponentResource {
    /** Names of the nodes that were emptied; none when no pool was replaced. */
    public readonly emptiedNodes: pulumi.Output<string[]>;

    constructor(name: string, args: NodeDrainArgs, opts?: pulumi.ComponentResourceOptions) {
        const {
            pools,
            namespace,
            kubeconfig,
            timeoutMinutes = DEFAULT_MINUTES,
        } = validated("NodeDrain", name, args, checkNodeDrain);
        super("emqx-ack:index:NodeDrain", name, {}, opts);
        this.emptiedNodes = drained(this, {
            kubeconfig,
            pools: pulumi.output(pools),
            timeoutMinutes,
            namespace,
            stack: stackNodesOf(args),
        });
        this.registerOutputs({ emptiedNodes: this.emptiedNodes });
    }
}
