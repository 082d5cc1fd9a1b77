import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { AckCluster } from "./ack/ackCluster";
import { ackClusterInternals } from "./ack/ackClusterInternals";
import { createCoreStorageClass } from "./ack/storageClass";
import { poolPath } from "./capacity/sizing";
import { CertManager } from "./certManager/certManager";
import { NodeDrain } from "./drain/nodeDrain";
import { ofStack } from "./drain/stackNodes";
import type { CoreNodesArgs, ReplicantNodesArgs } from "./emqx/args/nodesArgs";
import { EmqxCluster } from "./emqx/emqxCluster";
import { refuseUnsafeChange } from "./emqx/gate/changeGate";
import type { EmqxOnAckArgs } from "./emqxOnAckArgs";
import { exposureSaid } from "./loadBalancer/exposure";
import { MqttLoadBalancer } from "./loadBalancer/mqttLoadBalancer";
import { DEDICATED_TAINT, NODE_POOL_LABEL } from "./naming/labels";
import { poolLabels } from "./nodes/identity";
import { KernelRollout } from "./nodes/kernel";
import { NodeTuning } from "./nodes/nodeTuning";
import type { NodeTuningArgs } from "./nodes/nodeTuningArgs";
import { TunedNodePool } from "./nodes/tunedNodePool";
import { NodeRole } from "./nodes/tunedNodePoolArgs";
import { EmqxOperator } from "./operator/emqxOperator";
import { ofLine } from "./operator/line";
import { operatorNamespaceOf } from "./operator/namespace";
import type { StackRole } from "./plan/roles";
import type { StackPlan } from "./plan/stackPlan";

/** The links of the chain, each made from the whole stack's plan and what the link needs to come after. */

export interface Stack {
    readonly name: string;
    readonly args: EmqxOnAckArgs;
    readonly plan: StackPlan;
    readonly parent: pulumi.ComponentResource;
    readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

/** The ACK cluster and the Kubernetes provider for everything in it. */
export interface Cluster {
    readonly ack: AckCluster;
    readonly kubernetes: Provider;
    /** Options for what is pointless to delete one by one when the cluster itself is destroyed. */
    readonly inside: pulumi.ComponentResourceOptions;
    /** What the rest of the stack comes after: the cluster, and that the change of EMQX is one that may be made. */
    readonly allowed: Stack["dependsOn"];
}

export function createCluster(stack: Stack): Cluster {
    const { name, args, parent, dependsOn } = stack;
    const ack = new AckCluster(
        `${name}-cluster`,
        { newCluster: args.newCluster, existingCluster: args.existingCluster, protect: args.protect },
        { parent, dependsOn },
    );
    const { cluster, kubeconfig, clusterId } = ackClusterInternals(ack);
    const kubernetes = new Provider(
        `${name}-kubernetes`,
        {
            kubeconfig,
            // Otherwise a kubeconfig that is not known yet, or renewed, replaces everything in the cluster.
            clusterIdentifier: clusterId,
            // A new license or certificate is written into its Secret, instead of deleting the Secret first.
            enableSecretMutable: true,
            // Reworded scripts of a NodeTuning are no other object: their name changes with the kernel profile alone.
            enableConfigMapMutable: true,
        },
        { parent },
    );
    const inside = { parent, providers: { kubernetes }, deletedWith: cluster };
    return { ack, kubernetes, inside, allowed: allowedChange(stack, ack) };
}

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

/** What must not change is found out before anything changes that is not on the way to the Kubernetes cluster. */
function allowedChange({ name, args, plan, parent, dependsOn }: Stack, ack: AckCluster): Stack["dependsOn"] {
    const { kubeconfig, readyForNodes } = ackClusterInternals(ack);
    const { line, namespace, instance, wanted } = plan.emqx;
    const change = {
        component: "EmqxOnAck" as const,
        line,
        kubeconfig,
        name,
        namespace,
        instance,
        inputs: { operator: args.existingOperator ? "existingOperator" : "operator", emqx: "emqx" },
        wanted,
        pools: plan.roles.flatMap(({ role, poolIdentity }) =>
            poolIdentity === undefined
                ? []
                : [
                      pulumi.output({
                          pool: poolName(name, role),
                          identity: poolIdentity,
                          input: poolPath(role),
                      }),
                  ],
        ),
        ...(args.existingOperator
            ? {}
            : {
                  installs: pulumi.output({
                      operatorNamespace: operatorNamespaceOf(args.operator),
                      nodes: selectorOf(name, args, NodeRole.Core),
                  }),
              }),
        changedBefore: args.existingCluster
            ? "Nothing of the stack was changed."
            : "Nothing of the stack was changed but, where they differ, the ACK cluster itself and its network: what EMQX runs is asked through them.",
    };
    return refuseUnsafeChange(parent, change, readyForNodes.length > 0 ? readyForNodes : dependsOn);
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

export function createCertManager(
    { name, args, plan }: Stack,
    cluster: Cluster,
    after: pulumi.Resource[],
): pulumi.Resource[] {
    if (args.existingCertManager || !plan.emqx.line.chart.needsCertManager) return [];
    return [
        new CertManager(
            `${name}-cert-manager`,
            {
                ...args.certManager,
                imageRegistry: args.imageRegistry,
                tolerations: [{ key: DEDICATED_TAINT, value: NodeRole.Core }],
            },
            { ...cluster.inside, dependsOn: after },
        ),
    ];
}

export function createOperator(
    { name, args, plan }: Stack,
    cluster: Cluster,
    after: pulumi.Resource[],
): pulumi.Resource[] {
    if (args.existingOperator) return [];
    const { clusterId, kubeconfig } = ackClusterInternals(cluster.ack);
    return [
        new EmqxOperator(
            `${name}-operator`,
            ofLine(plan.emqx.line, {
                ...args.operator,
                kubeconfig,
                clusterIdentifier: clusterId,
                imageRegistry: args.imageRegistry,
                tolerations: [{ key: DEDICATED_TAINT, value: NodeRole.Core }],
            }),
            { ...cluster.inside, dependsOn: after },
        ),
    ];
}

export function createEmqx(stack: Stack, cluster: Cluster, after: pulumi.Resource[]): EmqxCluster {
    const { name, args, plan } = stack;
    const { clusterId, kubeconfig } = ackClusterInternals(cluster.ack);
    const [cores, disks] = coreNodes(stack, cluster);
    return new EmqxCluster(
        `${name}-emqx`,
        {
            ...args.emqx,
            cores,
            replicants: onNodes(stack, NodeRole.Replicant, args.emqx?.replicants),
            imageRegistry: args.imageRegistry,
            kernelProfile: plan.takers.kernel,
            ...(plan.nodesExist ? {} : { coreKernelProfile: plan.roles[0]?.kernel }),
            connections: plan.connections,
            connectionDrainSeconds: plan.emqx.drainSeconds,
            protect: args.protect,
            kubeconfig,
            clusterIdentifier: clusterId,
        },
        { ...cluster.inside, dependsOn: [...after, ...disks] },
    );
}

export function createLoadBalancer(
    { name, plan, parent }: Stack,
    cluster: Cluster,
    emqx: EmqxCluster,
): MqttLoadBalancer {
    return new MqttLoadBalancer(
        `${name}-lb`,
        exposureSaid({
            ...plan.loadBalancer,
            namespace: emqx.namespace,
            vswitches: ackClusterInternals(cluster.ack).vswitches,
        }),
        // Not "inside": its load balancers live outside the cluster and must be gone before it.
        { parent, providers: { kubernetes: cluster.kubernetes }, dependsOn: emqx },
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

/** The cores' arguments, with disks of a class of their own where the user named none. */
function coreNodes(stack: Stack, cluster: Cluster): [CoreNodesArgs, pulumi.Resource[]] {
    const cores = onNodes(stack, NodeRole.Core, stack.args.emqx?.cores);
    const storage = stack.args.emqx?.cores?.storage;
    if (storage?.ephemeral || storage?.storageClassName !== undefined) return [{ ...cores, storage }, []];
    const storageClassName = `${stack.name}-emqx-core`;
    const { parent, kubernetes, inside } = { ...stack, ...cluster };
    const disks = createCoreStorageClass(stack.name, storageClassName, {
        parent,
        provider: kubernetes,
        deletedWith: inside.deletedWith,
        dependsOn: cluster.allowed,
    });
    return [{ ...cores, storage: { ...storage, storageClassName } }, [disks]];
}

/** Pods of a role go to the nodes made for it, and put up with their taint. */
function onNodes<T extends CoreNodesArgs | ReplicantNodesArgs>(
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
function selectorOf(name: string, { existingNodes }: EmqxOnAckArgs, role: NodeRole) {
    return existingNodes ? existingNodes.nodeSelector : { [NODE_POOL_LABEL]: poolName(name, role) };
}

function poolName(name: string, role: NodeRole): string {
    return `${name}-${role}`;
}
