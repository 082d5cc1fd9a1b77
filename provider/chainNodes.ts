import type * as pulumi from "@pulumi/pulumi";
import { ackClusterInternals } from "./ack/ackClusterInternals";
import type { Cluster, Stack } from "./chainStack";
import { NodeDrain } from "./drain/nodeDrain";
import { ofStack } from "./drain/stackNodes";
import type { CoreNodesArgs, ReplicantNodesArgs } from "./emqx/args/nodesArgs";
import type { EmqxCluster } from "./emqx/emqxCluster";
import type { EmqxOnAckArgs } from "./emqxOnAckArgs";
import type { MqttLoadBalancer } from "./loadBalancer/mqttLoadBalancer";
import { DEDICATED_TAINT, NODE_POOL_LABEL } from "./naming/labels";
import { poolLabels } from "./nodes/identity";
import { KernelRollout } from "./nodes/kernel";
import { NodeTuning } from "./nodes/nodeTuning";
import type { NodeTuningArgs } from "./nodes/nodeTuningArgs";
import { TunedNodePool } from "./nodes/tunedNodePool";
import { NodeRole } from "./nodes/tunedNodePoolArgs";
import type { StackRole } from "./plan/roles";

/** The chain's links to do with nodes: pools and what tunes them, where pods go, and what empties old ones. */

/** What EMQX's nodes are made of. */
export interface Nodes {
    readonly pools: ReadonlyMap<NodeRole, TunedNodePool>;
    /** With what tunes them. */
    readonly all: pulumi.Resource[];
}

/** The pools, or the tuning of nodes that exist. */
export function createNodes(stack: Stack, cluster: Cluster): Nodes {
    const { name, args, plan } = stack;
    if (args.existingNodes) {
        const { nodeSelector } = args.existingNodes;
        const tuning = `${name}-node-tuning`;
        return {
            pools: new Map(),
            all: [createTuning(tuning, nodeSelector, plan.takers, stack, cluster, cluster.allowed)],
        };
    }
    const pools = new Map(
        plan.roles.map((role) => [role.role, createPool(stack, cluster, role, cluster.allowed)]),
    );
    const all = plan.roles.flatMap((role) => {
        const pool = pools.get(role.role) as TunedNodePool;
        if (role.profile.rollout !== KernelRollout.DaemonSet) return [pool];
        const named = poolName(name, role.role);
        const nodes = { [NODE_POOL_LABEL]: named };
        return [pool, createTuning(`${named}-tuning`, nodes, role, stack, cluster, pool)];
    });
    return { pools, all };
}

function createPool(
    { name, parent }: Stack,
    cluster: Cluster,
    { role, kernel, pool }: StackRole,
    dependsOn: Stack["dependsOn"],
): TunedNodePool {
    const { clusterId, vswitches } = ackClusterInternals(cluster.ack);
    const vswitchIds = vswitches.map((v) => v.vswitchId);
    return new TunedNodePool(
        poolName(name, role),
        { clusterId, role, vswitchIds, kernelProfile: kernel, pool },
        { parent, dependsOn },
    );
}

function createTuning(
    name: string,
    nodeSelector: NodeTuningArgs["nodeSelector"],
    { kernel }: StackRole,
    { args }: Stack,
    cluster: Cluster,
    after: pulumi.ComponentResourceOptions["dependsOn"],
): NodeTuning {
    return new NodeTuning(
        name,
        { kernelProfile: kernel, nodeSelector, imageRegistry: args.imageRegistry },
        { ...cluster.inside, dependsOn: after },
    );
}

/**
 * Old pools go at the end of the update, and what is on their nodes leaves before. A pool that the program has no more is one, too: also
 * where EMQX goes to nodes that exist. Those are somebody else's to empty.
 */
export function createDrain(
    { name, args, parent, plan }: Stack,
    cluster: Cluster,
    { pools }: Nodes,
    emqx: EmqxCluster,
    loadBalancer: MqttLoadBalancer,
): NodeDrain {
    const drained = Object.values(NodeRole).map((role) => {
        const pool = pools.get(role);
        const identity = plan.roles.find((one) => one.role === role)?.poolIdentity;
        return {
            pool: poolName(name, role),
            ...(pool === undefined ? {} : { nodePoolId: pool.nodePoolId, identity }),
        };
    });
    const { kubeconfig } = ackClusterInternals(cluster.ack);
    return new NodeDrain(
        `${name}-drain`,
        ofStack(
            { pools: drained, namespace: emqx.namespace, kubeconfig },
            args.existingNodes ? { existing: args.existingNodes.nodeSelector } : {},
        ),
        { parent, dependsOn: loadBalancer },
    );
}

/** Pods of a role go to the nodes made for it, and put up with their taint. */
export function onNodes<T extends CoreNodesArgs | ReplicantNodesArgs>(
    { name, args, plan }: Stack,
    role: NodeRole,
    given: T | undefined,
) {
    const existing = args.existingNodes;
    return {
        ...given,
        nodeSelector: {
            ...(existing
                ? existing.nodeSelector
                : poolLabels(poolName(name, role), plan.roles.find((r) => r.role === role)?.poolIdentity)),
            ...given?.nodeSelector,
        },
        tolerations: [
            ...(existing ? (existing.tolerations ?? []) : [{ key: DEDICATED_TAINT, value: role }]),
            ...(given?.tolerations ?? []),
        ],
    };
}

/** Labels of the nodes that a role's pods go to. */
export function selectorOf(name: string, { existingNodes }: EmqxOnAckArgs, role: NodeRole) {
    return existingNodes ? existingNodes.nodeSelector : { [NODE_POOL_LABEL]: poolName(name, role) };
}

export function poolName(name: string, role: NodeRole): string {
    return `${name}-${role}`;
}
