import * as cs from "@pulumi/alicloud/cs";
import * as pulumi from "@pulumi/pulumi";
import { tell } from "../validation/tell";
import { planned } from "../validation/validated";
import { DEFAULT_NODES } from "./defaults";
import { poolLabels } from "./identity";
import { KernelRollout, rolloutNote } from "./kernel";
import { nodePoolInputs } from "./nodePoolInputs";
import { planNodePool } from "./plan";
import type { TunedNodePoolArgs } from "./tunedNodePoolArgs";

/** An ACK node pool whose nodes carry a kernel profile: scripts before and after joining, kubelet, containerd, labels. */
export class TunedNodePool extends pulumi.ComponentResource {
    /** Id of the node pool in ACK. */
    public readonly nodePoolId: pulumi.Output<string>;
    /** Hash of the kernel profile, which is also a label of the nodes. */
    public readonly kernelProfileHash: pulumi.Output<string>;
    /**
     * Labels that select exactly the nodes of this pool, for pods of your own: with `KernelRollout.ReplacePool` among them
     * its identity, so that pods move over when the pool is replaced.
     */
    public readonly nodeSelector: pulumi.Output<{ [label: string]: string }>;

    constructor(name: string, args: TunedNodePoolArgs, opts?: pulumi.ComponentResourceOptions) {
        const { plan } = planned("TunedNodePool", name, args, (given, problems) =>
            planNodePool(name, given, problems),
        );
        super("emqx-ack:index:TunedNodePool", name, {}, opts);

        const { profile } = plan;
        const pool = new cs.NodePool(`${name}-pool`, nodePoolInputs(plan), {
            parent: this,
            dependsOn: opts?.dependsOn,
            // ACK fills it in; the provider would take it out again at every update.
            ignoreChanges: ["internetChargeType"],
            // The name carries the pool's identity: another one is a new pool first, and the old one goes last.
            replaceOnChanges: plan.identity === undefined ? [] : ["nodePoolName"],
            customTimeouts: timeouts(plan.pool.nodes),
        });
        if (profile.rollout === KernelRollout.NewNodes) {
            tell("info", name, rolloutNote(profile));
        }

        this.nodePoolId = pool.nodePoolId;
        this.kernelProfileHash = pulumi.output(profile.hash);
        this.nodeSelector = pulumi.output(poolLabels(name, plan.identity));
        this.registerOutputs({
            nodePoolId: this.nodePoolId,
            kernelProfileHash: this.kernelProfileHash,
            nodeSelector: this.nodeSelector,
        });
    }
}

/**
 * The provider's own limits at the least, more for large pools: ACK makes nodes side by side but rolls changes of kubelet and containerd through them one at a time, some minutes
 * each. A number that is not known yet counts as a small pool.
 */
function timeouts(nodes: pulumi.Input<number> | undefined): pulumi.CustomTimeouts {
    const count = typeof nodes === "number" ? nodes : DEFAULT_NODES;
    return {
        create: `${Math.max(90, 60 + 5 * count)}m`,
        update: `${Math.max(60, 30 + 10 * count)}m`,
        delete: `${Math.max(60, 30 + 5 * count)}m`,
    };
}
