import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { AckCluster } from "./ack/ackCluster";
import { ackClusterInternals } from "./ack/ackClusterInternals";
import { createCoreStorageClass } from "./ack/storageClass";
import { poolPath } from "./capacity/sizing";
import { CertManager } from "./certManager/certManager";
import { onNodes, poolName, selectorOf } from "./chainNodes";
import type { Cluster, Stack } from "./chainStack";
import type { EmqxClusterArgs } from "./emqx/args/emqxClusterArgs";
import type { CoreNodesArgs } from "./emqx/args/nodesArgs";
import { componentOf } from "./emqx/component";
import { EmqxCluster } from "./emqx/emqxCluster";
import { refuseUnsafeChange } from "./emqx/gate/changeGate";
import type { OperatorLine } from "./emqx/lines/line/line";
import { objectOn } from "./emqx/plan/objectOn";
import { exposureSaid } from "./loadBalancer/exposure";
import { MqttLoadBalancer } from "./loadBalancer/mqttLoadBalancer";
import { DEDICATED_TAINT } from "./naming/labels";
import { NodeRole } from "./nodes/tunedNodePoolArgs";
import { EmqxOperator } from "./operator/emqxOperator";
import { ofLine } from "./operator/line";
import { operatorNamespaceOf } from "./operator/namespace";
import { leavesCertManager, makesCertManager } from "./plan/sharedCluster";

/** The links of the chain, each made from the whole stack's plan and what the link needs to come after. */

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

/** What must not change is found out before anything changes that is not on the way to the Kubernetes cluster. */
function allowedChange(stack: Stack, ack: AckCluster): Stack["dependsOn"] {
    const { name, args, plan, parent, dependsOn } = stack;
    const { kubeconfig, readyForNodes } = ackClusterInternals(ack);
    const { line, namespace, instance, wanted } = plan.emqx;
    const change = {
        component: "EmqxOnAck" as const,
        line,
        kubeconfig,
        name,
        namespace,
        instance,
        inputs: {
            operator: args.existingOperator ? "existingOperator" : "operator",
            writeOperator: (version: string) => `operator: { version: "${version}" }`,
            emqx: "emqx",
        },
        wanted,
        owner: componentOf(`${name}-emqx`),
        leavesCertManager: leavesCertManager(args, line),
        objectOn: (other: OperatorLine) => objectOn(emqxArgs(stack, ack), other),
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

export function createCertManager(
    { name, args, plan }: Stack,
    cluster: Cluster,
    after: pulumi.Resource[],
): pulumi.Resource[] {
    if (!makesCertManager(args, plan.emqx.line)) return [];
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
    const disks = createDisks(stack, cluster);
    return new EmqxCluster(`${stack.name}-emqx`, emqxArgs(stack, cluster.ack), {
        ...cluster.inside,
        dependsOn: [...after, ...disks],
    });
}

/** What EMQX is to be, with what follows from the rest of the stack. */
function emqxArgs(stack: Stack, ack: AckCluster): EmqxClusterArgs {
    const { args, plan } = stack;
    const { clusterId, kubeconfig } = ackClusterInternals(ack);
    return {
        ...args.emqx,
        cores: coreNodes(stack),
        replicants: onNodes(stack, NodeRole.Replicant, args.emqx?.replicants),
        imageRegistry: args.imageRegistry,
        kernelProfile: plan.takers.kernel,
        ...(plan.nodesExist ? {} : { coreKernelProfile: plan.roles[0]?.kernel }),
        connections: plan.connections,
        connectionDrainSeconds: plan.emqx.drainSeconds,
        protect: args.protect,
        kubeconfig,
        operatorVersion: args.operator?.version,
        clusterIdentifier: clusterId,
    };
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

/** The cores' arguments, with disks of a class of their own where the user named none. */
function coreNodes(stack: Stack): CoreNodesArgs {
    const cores = onNodes(stack, NodeRole.Core, stack.args.emqx?.cores);
    const storageClassName = ownDisks(stack);
    const storage = stack.args.emqx?.cores?.storage;
    return { ...cores, storage: storageClassName === undefined ? storage : { ...storage, storageClassName } };
}

/** Name of the class of disks that the stack makes; undefined where it makes none. */
function ownDisks({ name, args }: Stack): string | undefined {
    const storage = args.emqx?.cores?.storage;
    return storage?.ephemeral || storage?.storageClassName !== undefined ? undefined : `${name}-emqx-core`;
}

function createDisks(stack: Stack, { kubernetes, inside, allowed }: Cluster): pulumi.Resource[] {
    const storageClassName = ownDisks(stack);
    if (storageClassName === undefined) return [];
    const options = {
        parent: stack.parent,
        provider: kubernetes,
        deletedWith: inside.deletedWith,
        dependsOn: allowed,
    };
    return [createCoreStorageClass(stack.name, storageClassName, options)];
}
