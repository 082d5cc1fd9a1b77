import { NetworkPlugin } from "../ack/ackClusterArgs";
import { resolveListeners } from "../emqx/listeners/listeners";
import { replicasOf } from "../emqx/plan/defaults";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { LoadBalancerBackend, type MqttLoadBalancerArgs } from "../loadBalancer/mqttLoadBalancerArgs";
import { type KernelProfileArgs, profileOf } from "../nodes/kernel";
import { DEFAULT_INSTANCE_TYPES } from "../nodes/nodePoolInputs";
import { stackKernelProfile } from "../nodes/sizing";
import { Dedication, NodeRole } from "../nodes/tunedNodePoolArgs";
import { Problems } from "../validation/problems";

/** What follows from the arguments of the whole stack for its parts. Pure. */

export function connectionsOf(args: EmqxOnAckArgs): number {
    return args.connections ?? 100_000;
}

/** Nodes that take clients: replicants, or cores where there are none. */
export function takersOf(args: EmqxOnAckArgs): { role: NodeRole; count: number } {
    const { core, replicant } = replicasOf(args.emqx);
    return replicant > 0
        ? { role: NodeRole.Replicant, count: replicant }
        : { role: NodeRole.Core, count: core };
}

/**
 * The kernel profile of a role's nodes, from the smallest instance type of its pool. Cores that take no clients are
 * sized for the cluster's own traffic, which is what a profile without a figure is.
 */
export function stackKernel(args: EmqxOnAckArgs, role: NodeRole): KernelProfileArgs {
    const takers = takersOf(args);
    const profile = stackKernelProfile(
        {
            ...(role === takers.role ? { connections: connectionsOf(args), takers: takers.count } : {}),
            instanceTypes: instanceTypesOf(args, role),
            tls: usesTls(args),
            existingNodes: args.existingNodes !== undefined,
        },
        args.kernel,
    );
    return args.existingNodes && !args.existingNodes.kubeletPermitsSysctls
        ? withoutUnsafeSysctls(profile)
        : profile;
}

/** Whether clients may come with TLS. */
export function usesTls(args: EmqxOnAckArgs): boolean {
    return args.emqx?.listeners !== undefined && resolveListeners(args.emqx.listeners).some((l) => l.tls);
}

/** Nothing is known of nodes that exist, and there cores and replicants share one profile. */
export function instanceTypesOf(args: EmqxOnAckArgs, role: NodeRole): string[] {
    if (args.existingNodes) return [];
    const pool = role === NodeRole.Core ? args.corePool : args.replicantPool;
    return pool?.instanceTypes ?? DEFAULT_INSTANCE_TYPES[role];
}

/** Roles that have nodes of their own. */
export function rolesOf(args: EmqxOnAckArgs): NodeRole[] {
    return takersOf(args).role === NodeRole.Core ? [NodeRole.Core] : [NodeRole.Core, NodeRole.Replicant];
}

/**
 * A pod with a sysctl that its kubelet does not permit is rejected for good, so those that no Kubernetes calls safe are
 * left to the kernel. What became safe by 1.32 stays: ACK supports nothing older any more.
 */
function withoutUnsafeSysctls(profile: KernelProfileArgs): KernelProfileArgs {
    const { parameters } = profileOf(profile, new Problems());
    const unsafe = parameters.filter((p) => p.layers.includes("pod") && p.safeSince === undefined);
    const left = Object.fromEntries(unsafe.map(({ key }) => [key, "default"]));
    return { ...profile, parameters: { ...left, ...profile.parameters } };
}

export function networkPluginOf(args: EmqxOnAckArgs): NetworkPlugin {
    return (args.newCluster ?? args.existingCluster)?.networkPlugin ?? NetworkPlugin.Terway;
}

/** All of the load balancer's arguments but namespace and vSwitches, which come from other components. */
export function loadBalancerArgs(args: EmqxOnAckArgs): Omit<MqttLoadBalancerArgs, "namespace" | "vswitches"> {
    return {
        ...args.loadBalancer,
        instanceName: args.emqx?.instanceName,
        listeners: args.emqx?.listeners,
        backendRole: takersOf(args).role,
        backend:
            networkPluginOf(args) === NetworkPlugin.Flannel
                ? LoadBalancerBackend.NodePort
                : LoadBalancerBackend.Eni,
        // With figures of its own the load balancer is held against those (capacity/check.ts).
        ...(args.capacity?.loadBalancer?.connections === undefined
            ? { connections: connectionsOf(args) }
            : {}),
    };
}

/**
 * In a new cluster the core pool is the only home of the cluster's add-ons, cert-manager and the operator: others are
 * welcome there when they find no other node.
 */
export function coreDedication(args: EmqxOnAckArgs): Dedication {
    return args.corePool?.dedication ?? (args.newCluster ? Dedication.Preferred : Dedication.Exclusive);
}
