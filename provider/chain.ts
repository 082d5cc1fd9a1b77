import { Provider } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { AckCluster } from "./ack/ackCluster";
import { ackClusterInternals } from "./ack/ackClusterInternals";
import { createCoreStorageClass } from "./ack/storageClass";
import { CertManager } from "./certManager/certManager";
import { EmqxEdition } from "./emqx/args/edition";
import type { CoreNodesArgs, ReplicantNodesArgs } from "./emqx/args/nodesArgs";
import { EmqxCluster } from "./emqx/emqxCluster";
import { refuseUnsafeChange } from "./emqx/gate/changeGate";
import { lineFor } from "./emqx/lines";
import { resolveVersion } from "./emqx/lines/versions";
import { DEFAULT_INSTANCE, DEFAULT_NAMESPACE, replicasOf } from "./emqx/plan/defaults";
import type { EmqxOnAckArgs } from "./emqxOnAckArgs";
import { MqttLoadBalancer } from "./loadBalancer/mqttLoadBalancer";
import { DEDICATED_TAINT, NODE_POOL_LABEL } from "./naming/labels";
import { type KernelProfileArgs, KernelRollout } from "./nodes/kernel";
import { NodeTuning } from "./nodes/nodeTuning";
import type { NodeTuningArgs } from "./nodes/nodeTuningArgs";
import { TunedNodePool } from "./nodes/tunedNodePool";
import { NodeRole } from "./nodes/tunedNodePoolArgs";
import { EmqxOperator } from "./operator/emqxOperator";
import {
    connectionsOf,
    coreDedication,
    loadBalancerArgs,
    rolesOf,
    stackKernel,
    takersOf,
} from "./plan/stackPlan";

/** The links of the chain, each made from the whole stack's arguments and what the link needs to come after. */

export interface Stack {
    readonly name: string;
    readonly args: EmqxOnAckArgs;
    readonly parent: pulumi.ComponentResource;
    readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

/** The ACK cluster and the Kubernetes provider for everything in it. */
export interface Cluster {
    readonly ack: AckCluster;
    readonly kubernetes: Provider;
    /** Options for what is pointless to delete one by one when the cluster itself is destroyed. */
    readonly inside: pulumi.ComponentResourceOptions;
}

export function createCluster({ name, args, parent, dependsOn }: Stack): Cluster {
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
        },
        { parent },
    );
    return { ack, kubernetes, inside: { parent, providers: { kubernetes }, deletedWith: cluster } };
}

/** The pools, or the tuning of nodes that exist. */
export function createNodes(stack: Stack, cluster: Cluster): pulumi.Resource[] {
    const { name, args } = stack;
    const dependsOn = allowedChange(stack, cluster);
    if (args.existingNodes) {
        const profile = stackKernel(args, takersOf(args).role);
        return [
            createTuning(
                `${name}-node-tuning`,
                args.existingNodes.nodeSelector,
                profile,
                stack,
                cluster,
                dependsOn,
            ),
        ];
    }
    return rolesOf(args).flatMap((role) => {
        const profile = stackKernel(args, role);
        const pool = createPool(stack, cluster, role, profile, dependsOn);
        if (profile.rollout !== KernelRollout.DaemonSet) return [pool];
        const nodes = { [NODE_POOL_LABEL]: poolName(name, role) };
        return [pool, createTuning(`${poolName(name, role)}-tuning`, nodes, profile, stack, cluster, pool)];
    });
}

/** The pools are the first that would change, so what must not change is found out before them. */
function allowedChange({ name, args, parent, dependsOn }: Stack, cluster: Cluster): Stack["dependsOn"] {
    const { kubeconfig, readyForNodes } = ackClusterInternals(cluster.ack);
    const { version, edition } = resolveVersion(args.emqx?.edition, args.emqx?.version);
    const line = lineFor(version);
    const change = {
        line,
        kubeconfig,
        name,
        namespace: args.emqx?.namespace ?? DEFAULT_NAMESPACE,
        instance: args.emqx?.instanceName ?? DEFAULT_INSTANCE,
        operatorInput: args.existingOperator ? "existingOperator" : "operator",
        wanted: {
            version,
            enterprise: edition === EmqxEdition.Enterprise,
            replicas: replicasOf(args.emqx),
        },
    };
    return refuseUnsafeChange(parent, change, readyForNodes.length > 0 ? readyForNodes : dependsOn);
}

function createPool(
    { name, args, parent }: Stack,
    cluster: Cluster,
    role: NodeRole,
    kernelProfile: KernelProfileArgs,
    dependsOn: Stack["dependsOn"],
): TunedNodePool {
    const { clusterId, vswitches } = ackClusterInternals(cluster.ack);
    const replicas = replicasOf(args.emqx);
    const shape =
        role === NodeRole.Core
            ? {
                  ...args.corePool,
                  nodes: args.corePool?.nodes ?? replicas.core,
                  dedication: coreDedication(args),
              }
            : { ...args.replicantPool, nodes: args.replicantPool?.nodes ?? replicas.replicant };
    return new TunedNodePool(
        poolName(name, role),
        {
            clusterId,
            role,
            vswitchIds: vswitches.map((v) => v.vswitchId),
            kernelProfile,
            pool: shape,
        },
        { parent, dependsOn },
    );
}

function createTuning(
    name: string,
    nodeSelector: NodeTuningArgs["nodeSelector"],
    kernelProfile: KernelProfileArgs,
    { args }: Stack,
    cluster: Cluster,
    after: pulumi.ComponentResourceOptions["dependsOn"],
): NodeTuning {
    return new NodeTuning(
        name,
        { kernelProfile, nodeSelector, imageRegistry: args.imageRegistry },
        { ...cluster.inside, dependsOn: after },
    );
}

export function createCertManager(
    { name, args }: Stack,
    cluster: Cluster,
    after: pulumi.Resource[],
): pulumi.Resource[] {
    if (args.existingCertManager) return [];
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
    { name, args }: Stack,
    cluster: Cluster,
    after: pulumi.Resource[],
): pulumi.Resource[] {
    if (args.existingOperator) return [];
    const { clusterId, kubeconfig } = ackClusterInternals(cluster.ack);
    return [
        new EmqxOperator(
            `${name}-operator`,
            {
                ...args.operator,
                kubeconfig,
                clusterIdentifier: clusterId,
                imageRegistry: args.imageRegistry,
                tolerations: [{ key: DEDICATED_TAINT, value: NodeRole.Core }],
            },
            { ...cluster.inside, dependsOn: after },
        ),
    ];
}

export function createEmqx(stack: Stack, cluster: Cluster, after: pulumi.Resource[]): EmqxCluster {
    const { name, args } = stack;
    const { clusterId, kubeconfig } = ackClusterInternals(cluster.ack);
    const [cores, disks] = coreNodes(stack, cluster);
    return new EmqxCluster(
        `${name}-emqx`,
        {
            ...args.emqx,
            cores,
            replicants: onNodes(stack, NodeRole.Replicant, args.emqx?.replicants),
            imageRegistry: args.imageRegistry,
            kernelProfile: stackKernel(args, takersOf(args).role),
            ...(args.existingNodes ? {} : { coreKernelProfile: stackKernel(args, NodeRole.Core) }),
            connections: connectionsOf(args),
            connectionDrainSeconds: args.loadBalancer.connectionDrainSeconds,
            protect: args.protect,
            kubeconfig,
            clusterIdentifier: clusterId,
        },
        { ...cluster.inside, dependsOn: [...after, ...disks] },
    );
}

export function createLoadBalancer(
    { name, args, parent }: Stack,
    cluster: Cluster,
    emqx: EmqxCluster,
): MqttLoadBalancer {
    return new MqttLoadBalancer(
        `${name}-lb`,
        {
            ...loadBalancerArgs(args),
            namespace: emqx.namespace,
            vswitches: ackClusterInternals(cluster.ack).vswitches,
        },
        // Not "inside": its load balancers live outside the cluster and must be gone before it.
        { parent, providers: { kubernetes: cluster.kubernetes }, dependsOn: emqx },
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
        dependsOn: stack.dependsOn,
    });
    return [{ ...cores, storage: { ...storage, storageClassName } }, [disks]];
}

/** Pods of a role go to the nodes made for it, and put up with their taint. */
function onNodes<T extends CoreNodesArgs | ReplicantNodesArgs>(
    { name, args }: Stack,
    role: NodeRole,
    given: T | undefined,
) {
    const existing = args.existingNodes;
    return {
        ...given,
        nodeSelector: {
            ...(existing ? existing.nodeSelector : { [NODE_POOL_LABEL]: poolName(name, role) }),
            ...given?.nodeSelector,
        },
        tolerations: [
            ...(existing ? (existing.tolerations ?? []) : [{ key: DEDICATED_TAINT, value: role }]),
            ...(given?.tolerations ?? []),
        ],
    };
}

function poolName(name: string, role: NodeRole): string {
    return `${name}-${role}`;
}
