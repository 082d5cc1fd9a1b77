import { NetworkPlugin } from "../ack/ackClusterArgs";
import { parseCidr, zoneRanges } from "../ack/addressPlan";
import { distinctZones } from "../ack/zones";
import {
    FLANNEL_NODE_PREFIX,
    FLANNEL_PODS_PER_NODE,
    kubeProxyConntrackEntries,
    NODE_POOLS_IN_CLUSTER,
    NODES_IN_CLUSTER,
    RESERVED_IN_VSWITCH,
} from "../alibaba/clusterLimits";
import { loadBalancerLimits } from "../alibaba/loadBalancerLimits";
import { EmqxEdition } from "../emqx/args/edition";
import { resolveListeners } from "../emqx/listeners/listeners";
import { replicasOf } from "../emqx/plan/defaults";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { parseQuantity } from "../kubernetes/quantity";
import { LoadBalancerKind } from "../loadBalancer/mqttLoadBalancerArgs";
import { KernelRollout, profileOf } from "../nodes/kernel";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import {
    connectionsOf,
    instanceTypesOf,
    networkPluginOf,
    rolesOf,
    stackKernel,
    takersOf,
    usesTls,
} from "../plan/stackPlan";
import { Problems } from "../validation/problems";
import type { Load } from "./load";
import { type NodeFigures, nodeFigures } from "./nodeFigures";
import {
    type LoadBalancerShape,
    type NetworkShape,
    podsPath,
    poolPath,
    type RoleShape,
    type Shape,
    type Takers,
} from "./shape";
import type { Known } from "./stackInputs";

const GIB = 2 ** 30;

/** The stack that the arguments ask for, as the arithmetic sees it. */
export function shapeOf(args: EmqxOnAckArgs, known: Known): Shape {
    const { edition, licenseKey } = args.emqx ?? {};
    return {
        takers: takers(args, known),
        roles: rolesOf(args).map((role) => roleShape(args, known, role)),
        loadBalancer: loadBalancer(args, known),
        network: network(args),
        poolsDouble:
            args.existingNodes === undefined &&
            (args.kernel?.rollout ?? KernelRollout.ReplacePool) === KernelRollout.ReplacePool,
        ownsPools: args.existingNodes === undefined,
        nodeQuota: numberAt(known, "capacity.quotas.nodes") ?? NODES_IN_CLUSTER,
        nodePoolQuota: numberAt(known, "capacity.quotas.nodePools") ?? NODE_POOLS_IN_CLUSTER,
        license: {
            enterprise: edition === EmqxEdition.Enterprise,
            hasKey: licenseKey !== undefined,
            connections: numberAt(known, "capacity.licensedConnections"),
        },
    };
}

/** What clients ask of it. */
export function loadOf(args: EmqxOnAckArgs, known: Known): Load {
    const published = numberAt(known, "traffic.publishedPerSecond");
    const delivered = numberAt(known, "traffic.deliveredPerSecond");
    return {
        connections: connectionsOf(args),
        tls: usesTls(args),
        keepAliveSeconds: args.loadBalancer.keepAliveSeconds,
        connectsPerSecond: numberAt(known, "traffic.connectsPerSecond"),
        cpuFactor: numberAt(known, "capacity.cpuFactor") ?? 1,
        ...(published === undefined && delivered === undefined
            ? {}
            : {
                  messages: {
                      publishedPerSecond: published ?? 0,
                      deliveredPerSecond: delivered ?? published ?? 0,
                      payloadBytes: numberAt(known, "traffic.payloadBytes") ?? 1024,
                      qos: numberAt(known, "traffic.qos") ?? 1,
                  },
              }),
    };
}

function takers(args: EmqxOnAckArgs, known: Known): Takers {
    const { role, count } = takersOf(args);
    const profile = profileOf(stackKernel(args, role), new Problems());
    const listeners = resolveListeners(args.emqx?.listeners);
    const path = podsPath(role);
    const node = figuresOf(args, known, role);
    const conntrack = profile.parameters.find(({ key }) => key === "net.netfilter.nf_conntrack_max");
    const sumOf = (property: string) =>
        listeners.reduce(
            (sum, { kind }) => sum + (numberAt(known, `emqx.listeners.${kind}.${property}`) ?? 0),
            0,
        );
    return {
        role,
        pods: count,
        nodesLost: numberAt(known, "capacity.nodesLost") ?? 1,
        node,
        pod: {
            cpu: quantityAt(known, `${path}.resources.cpuLimit`),
            memory: gib(quantityAt(known, `${path}.resources.memoryLimit`)),
        },
        nofile: profile.nofile,
        conntrackEntries: conntrack
            ? Number(conntrack.value)
            : kubeProxyConntrackEntries(node.vcpus?.value ?? 1),
        maxPorts: numberAt(known, "emqx.limits.maxPorts") ?? 0,
        processLimit: numberAt(known, "emqx.limits.processLimit") ?? 0,
        tcp: listeners.some(({ protocol }) => protocol === "TCP"),
        listenerConnections: sumOf("maxConnections"),
        listenerRate: sumOf("maxConnectionRate"),
        listenerPath: `emqx.listeners.${listeners[0]?.kind ?? "tcp"}`,
    };
}

function figuresOf(args: EmqxOnAckArgs, known: Known, role: NodeRole): NodeFigures {
    const isTaker = takersOf(args).role === role;
    const given = (property: string) => (isTaker ? numberAt(known, `capacity.node.${property}`) : undefined);
    const flannel = networkPluginOf(args) === NetworkPlugin.Flannel;
    return nodeFigures(instanceTypesOf(args, role), {
        connections: given("connections"),
        vcpus: args.kernel?.vcpus,
        memoryGiB: args.kernel?.memoryGiB,
        gbps: given("gbps"),
        packetsPerSecond: given("packetsPerSecond"),
        pods: given("pods") ?? (flannel ? FLANNEL_PODS_PER_NODE : undefined),
    });
}

function roleShape(args: EmqxOnAckArgs, known: Known, role: NodeRole): RoleShape {
    const replicas = replicasOf(args.emqx);
    const pods = role === NodeRole.Core ? replicas.core : replicas.replicant;
    const path = podsPath(role);
    const { vcpus, memoryGiB, pods: podsPerNode } = figuresOf(args, known, role);
    return {
        role,
        pods,
        nodes: args.existingNodes ? pods : (numberAt(known, `${poolPath(role)}.nodes`) ?? pods),
        vcpus: vcpus?.value,
        memoryGiB: memoryGiB?.value,
        // Flannel's ranges in a cluster that exists may be smaller.
        podsPerNode:
            args.existingCluster && networkPluginOf(args) === NetworkPlugin.Flannel
                ? numberAt(known, "capacity.node.pods")
                : podsPerNode?.value,
        cpuRequest: quantityAt(known, `${path}.resources.cpuRequest`) ?? 0,
        memoryRequest: gib(quantityAt(known, `${path}.resources.memoryRequest`)) ?? 0,
    };
}

function loadBalancer(args: EmqxOnAckArgs, known: Known): LoadBalancerShape {
    const { kind, clb, maxConnectRate } = args.loadBalancer;
    const zones = zonesOf(args);
    const spec = known["loadBalancer.clb.spec"];
    const published = loadBalancerLimits({
        kind,
        zones,
        chargeType: clb?.instanceChargeType,
        ...(typeof spec === "string" ? { spec } : {}),
    });
    const given = (property: string) => numberAt(known, `capacity.loadBalancer.${property}`);
    return {
        kind,
        zones,
        limits: {
            ...published,
            connections: given("connections") ?? published.connections,
            connectsPerSecond: given("connectsPerSecond") ?? published.connectsPerSecond,
            gbps: given("gbps") ?? published.gbps,
            packetsPerSecond: given("packetsPerSecond") ?? published.packetsPerSecond,
            backends: given("backends") ?? published.backends,
        },
        ...(maxConnectRate === undefined
            ? {}
            : { maxConnectRate: maxConnectRate * (kind === LoadBalancerKind.Nlb ? zones : 1) }),
        nodePort: networkPluginOf(args) === NetworkPlugin.Flannel,
    };
}

function zonesOf({ newCluster, existingCluster }: EmqxOnAckArgs): number {
    return Math.max(
        1,
        newCluster ? new Set(newCluster.zones).size : distinctZones(existingCluster?.vswitches ?? []),
    );
}

function network(args: EmqxOnAckArgs): NetworkShape {
    const { newCluster } = args;
    const plugin = networkPluginOf(args);
    const zones = zonesOf(args);
    const range = parseCidr(newCluster?.vpcCidr ?? "10.0.0.0/8");
    const zone = newCluster?.zones[0];
    if (newCluster === undefined || range === undefined || zone === undefined) return { plugin, zones };
    const plan = zoneRanges(range, zone);
    if (plugin !== NetworkPlugin.Flannel) {
        return { plugin, zones, addresses: { nodes: usable(plan.nodes), pods: usable(plan.pods) } };
    }
    const pods = parseCidr(newCluster.podCidr ?? "172.20.0.0/16");
    const nodeRanges = pods && 2 ** Math.max(0, FLANNEL_NODE_PREFIX - pods.prefix);
    return { plugin, zones, addresses: { nodes: usable(plan.nodes), nodeRanges } };
}

function usable(vswitch: string): number {
    return 2 ** (32 - Number(vswitch.split("/")[1])) - RESERVED_IN_VSWITCH;
}

function numberAt(known: Known, path: string): number | undefined {
    const value = known[path];
    return value === undefined ? undefined : Number(value);
}

/** NaN for a text that is not known yet. */
function quantityAt(known: Known, path: string): number | undefined {
    const value = known[path];
    return value === undefined ? undefined : (parseQuantity(String(value)) ?? Number.NaN);
}

function gib(bytes: number | undefined): number | undefined {
    return bytes === undefined ? undefined : bytes / GIB;
}
