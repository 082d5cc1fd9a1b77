import { NetworkPlugin } from "../ack/ackClusterArgs";
import type { NetworkSizing } from "../capacity/sizing";
import { resolveListeners } from "../emqx/listeners/listeners";
import { connectionsOf, type Shape, shapeOf } from "../emqx/plan/defaults";
import { type EmqxPlan, planEmqx } from "../emqx/plan/plan";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { LoadBalancerBackend } from "../loadBalancer/mqttLoadBalancerArgs";
import type { CheckedLoadBalancer } from "../loadBalancer/rules";
import { frozen } from "../validation/frozen";
import type { Problems } from "../validation/problems";
import { type CapacityInputs, capacityInputs } from "./capacityInputs";
import { planNetwork } from "./network";
import { planRoles, type StackRole } from "./roles";
import { type Tenancy, tenancyOf } from "./sharedCluster";

/** What the arguments of the whole stack come to: all that its links, the capacity check and the rules need to agree on. */
export interface StackPlan {
    readonly connections: number;
    /** What EMQX is made of where the arguments do not say. */
    readonly shape: Shape;
    /** Whether clients may come with TLS. */
    readonly tls: boolean;
    readonly network: NetworkSizing;
    /** Roles that have EMQX nodes of their own, cores first. */
    readonly roles: readonly StackRole[];
    /** Nodes that take the clients: replicants, or cores where there are none. One of `roles`. */
    readonly takers: StackRole;
    /** The stack makes no pools. */
    readonly nodesExist: boolean;
    readonly emqx: EmqxOfStack;
    /** All of the load balancer's arguments but namespace and vSwitches, which come from other components, and connections, which the capacity model holds against it. */
    readonly loadBalancer: CheckedLoadBalancer;
    /** What of its Kubernetes cluster is this stack's alone. */
    readonly tenancy: Tenancy;
    readonly capacity: CapacityInputs;
    /** vCPUs and memory of a node, where the user says what they are. */
    readonly givenNode: { readonly vcpus?: number; readonly memoryGiB?: number };
}

/** What other links need to know of EMQX; its own component knows the nodes, too, and plans the rest. */
export type EmqxOfStack = Pick<
    EmqxPlan,
    "line" | "instance" | "namespace" | "version" | "license" | "drainSeconds" | "wanted" | "work"
>;

/** The plan of arguments that conform to their schema; what is wrong with the kernel's and EMQX's is told on the way. */
export function resolveStack(args: EmqxOnAckArgs, problems: Problems): StackPlan {
    const connections = connectionsOf({ connections: args.connections, license: args.emqx?.license });
    const tls = resolveListeners(args.emqx?.listeners).some((listener) => listener.enabled && listener.tls);
    const network = planNetwork(args);
    const roles = planRoles(args, { connections, tls }, problems);
    const takers = roles.at(-1) as StackRole;
    const emqx = emqxOf(args, problems);
    return frozen({
        connections,
        shape: shapeOf(args.emqx),
        tls,
        network,
        roles,
        takers,
        nodesExist: args.existingNodes !== undefined,
        emqx,
        loadBalancer: loadBalancerOf(args, { network, takers, emqx }),
        tenancy: tenancyOf(args, emqx),
        capacity: capacityInputs(args),
        givenNode: { vcpus: args.kernel?.vcpus, memoryGiB: args.kernel?.memoryGiB },
    });
}

function emqxOf(args: EmqxOnAckArgs, problems: Problems): EmqxOfStack {
    const { connectionDrainSeconds } = args.loadBalancer ?? {};
    const { line, instance, namespace, version, license, drainSeconds, wanted, work } = planEmqx(
        {
            ...args.emqx,
            connections: args.connections,
            connectionDrainSeconds,
            operatorVersion: args.operator?.version,
        },
        problems.at("emqx"),
        problems.at("operator", "version"),
    );
    // Not deeply: the line is everybody's.
    return Object.freeze({ line, instance, namespace, version, license, drainSeconds, wanted, work });
}

function loadBalancerOf(
    args: EmqxOnAckArgs,
    { network, takers, emqx }: Pick<StackPlan, "network" | "takers" | "emqx">,
): CheckedLoadBalancer {
    return {
        ...args.loadBalancer,
        instanceName: emqx.instance,
        connectionDrainSeconds: emqx.drainSeconds,
        listeners: args.emqx?.listeners,
        backendRole: takers.role,
        backend:
            network.plugin === NetworkPlugin.Flannel ? LoadBalancerBackend.NodePort : LoadBalancerBackend.Eni,
    };
}
