import { NetworkPlugin } from "../ack/ackClusterArgs";
import { HOST_NETWORK_PODS } from "../alibaba/allocatable";
import {
    FLANNEL_PODS_PER_NODE,
    kubeProxyConntrackEntries,
    NODE_POOLS_IN_CLUSTER,
    NODES_IN_CLUSTER,
} from "../alibaba/clusterLimits";
import { loadBalancerLimits } from "../alibaba/loadBalancerLimits";
import type { CeilingFinding } from "../capacity/ceiling";
import { ceilings } from "../capacity/ceilings";
import type { Load } from "../capacity/load";
import { type NodeFigures, nodeFigures } from "../capacity/nodeFigures";
import type { LicenseSizing, LoadBalancerSizing, RoleSizing, Sizing, TakersSizing } from "../capacity/sizing";
import { NODE_LIMIT_DEFAULTS } from "../emqx/config/environment";
import { licensedConnections } from "../emqx/lines/license";
import { resolveListeners } from "../emqx/listeners/listeners";
import { parseQuantity } from "../kubernetes/quantity";
import { LoadBalancerKind } from "../loadBalancer/mqttLoadBalancerArgs";
import { KernelRollout } from "../nodes/kernel";
import type { CapacityFigures } from "./capacityInputs";
import type { StackRole } from "./roles";
import type { StackPlan } from "./stackPlan";

/** The stack as the arithmetic of capacity sees it, once some or all of its figures are known. */

const GIB = 2 ** 30;
const DEFAULT_PAYLOAD_BYTES = 1024;
const DEFAULT_QOS = 1;
const DEFAULT_NODES_LOST = 1;
const DEFAULT_CPU_FACTOR = 1;

/** Every ceiling of the stack, the tightest first. */
export function ceilingsOf(plan: StackPlan, figures: CapacityFigures): CeilingFinding[] {
    return ceilings(sizingOf(plan, figures), loadOf(plan, figures));
}

export function sizingOf(plan: StackPlan, figures: CapacityFigures): Sizing {
    const { quotas } = figures.capacity;
    return {
        takers: takersSizing(plan, figures),
        roles: plan.roles.map((role) => roleSizing(plan, figures, role)),
        loadBalancer: loadBalancerSizing(plan, figures),
        network: plan.network,
        poolsDouble: plan.takers.profile.rollout === KernelRollout.ReplacePool,
        ownsPools: !plan.nodesExist,
        nodeQuota: quotas?.nodes ?? NODES_IN_CLUSTER,
        nodePoolQuota: quotas?.nodePools ?? NODE_POOLS_IN_CLUSTER,
        license: licenseSizing(plan, figures),
    };
}

function licenseSizing({ emqx }: StackPlan, { capacity, license: key }: CapacityFigures): LicenseSizing {
    const { version, license } = emqx;
    const byItself = licensedConnections(version, license);
    const input = "capacity.licensedConnections";
    const given = { connections: capacity.licensedConnections, input, source: "your license" };
    const asked = version.withoutLicense !== "complete" && !(license === "none" && byItself === undefined);
    if (given.connections !== undefined) return { asked, ...given, checkedElsewhere: false };
    if (license === "evaluation") {
        const source = "EMQX's key for evaluation, emqx_license.hrl (release-63)";
        return { asked, connections: byItself, input: "emqx.license", source, checkedElsewhere: true };
    }
    if (license === "none") return { asked, withoutIt: byItself, ...given, checkedElsewhere: false };
    // Not known before the update.
    const known = typeof key === "number" ? { sessions: key, messagesPerSecond: key } : key;
    if (known?.sessions === undefined)
        return { asked, messagesPerSecond: known?.messagesPerSecond, ...given, checkedElsewhere: false };
    return {
        asked,
        connections: known.sessions,
        messagesPerSecond: known.messagesPerSecond,
        input: "emqx.licenseKey",
        source: "your license key",
        checkedElsewhere: true,
    };
}

/** What clients ask of it. */
export function loadOf(plan: StackPlan, { traffic, capacity }: CapacityFigures): Load {
    const { publishedPerSecond: published, deliveredPerSecond: delivered } = traffic;
    return {
        connections: plan.connections,
        tls: plan.tls,
        keepAliveSeconds: plan.loadBalancer.keepAliveSeconds,
        connectsPerSecond: traffic.connectsPerSecond,
        cpuFactor: capacity.cpuFactor ?? DEFAULT_CPU_FACTOR,
        ...(published === undefined && delivered === undefined
            ? {}
            : {
                  messages: {
                      publishedPerSecond: published ?? 0,
                      deliveredPerSecond: delivered ?? published ?? 0,
                      payloadBytes: traffic.payloadBytes ?? DEFAULT_PAYLOAD_BYTES,
                      qos: traffic.qos ?? DEFAULT_QOS,
                  },
              }),
    };
}

function takersSizing(plan: StackPlan, figures: CapacityFigures): TakersSizing {
    const { role, replicas, profile } = plan.takers;
    const listeners = resolveListeners(plan.loadBalancer.listeners).filter(({ enabled }) => enabled);
    const node = figuresOf(plan, figures, plan.takers);
    const conntrack = profile.parameters.find(({ key }) => key === "net.netfilter.nf_conntrack_max");
    const { cpuLimit, memoryLimit } = figures.pods[role];
    const sum = (of: (listener: CapacityFigures["listeners"][number]) => number | undefined) =>
        figures.listeners.reduce((total, listener) => total + (of(listener) ?? 0), 0);
    return {
        role,
        pods: replicas,
        nodesLost: figures.capacity.nodesLost ?? DEFAULT_NODES_LOST,
        node,
        pod: { cpu: cpuLimit, memory: gib(memoryLimit) },
        nofile: profile.nofile,
        conntrackEntries: conntrack
            ? Number(conntrack.value)
            : kubeProxyConntrackEntries(node.vcpus?.value ?? 1),
        maxPorts: figures.limits.maxPorts ?? NODE_LIMIT_DEFAULTS.maxPorts,
        tcp: listeners.some(({ protocol }) => protocol === "TCP"),
        listenerConnections: sum(({ maxConnections }) => maxConnections),
        listenerRate: sum(({ maxConnectionRate }) => maxConnectionRate),
        listenerPath: `emqx.listeners.${listeners[0]?.path.join(".") ?? "tcp"}`,
    };
}

function figuresOf(
    plan: StackPlan,
    { capacity }: CapacityFigures,
    { role, instanceTypes }: StackRole,
): NodeFigures {
    const given = (role === plan.takers.role && capacity.node) || {};
    return nodeFigures(instanceTypes, {
        ...given,
        ...plan.givenNode,
        pods: given.pods ?? (isFlannel(plan) ? FLANNEL_PODS_PER_NODE : undefined),
    });
}

function roleSizing(plan: StackPlan, figures: CapacityFigures, of: StackRole): RoleSizing {
    const { role, replicas } = of;
    const { vcpus, memoryGiB, pods } = figuresOf(plan, figures, of);
    const { cpuRequest, memoryRequest } = figures.pods[role];
    const { pace } = plan.emqx.line;
    const byDefault = (property: "cpuRequest" | "memoryRequest") =>
        parseQuantity(String(plan.shape.resources[role][property])) as number;
    return {
        role,
        pods: replicas,
        peak: { pods: pace.peakPods(role, replicas, plan.emqx.work), source: pace.peakSource },
        nodes: plan.nodesExist ? replicas : (figures.nodes[role] ?? replicas),
        vcpus: vcpus?.value,
        memoryGiB: memoryGiB?.value,
        // Flannel's ranges in a cluster that exists may be smaller.
        podsPerNode:
            isFlannel(plan) && plan.network.addresses === undefined
                ? figures.capacity.node?.pods
                : pods?.value,
        ...(pods === undefined ? {} : { maxPods: pods.value + (isFlannel(plan) ? 1 : HOST_NETWORK_PODS) }),
        cpuRequest: cpuRequest ?? byDefault("cpuRequest"),
        memoryRequest: gib(memoryRequest ?? byDefault("memoryRequest")) as number,
    };
}

function loadBalancerSizing(plan: StackPlan, { capacity }: CapacityFigures): LoadBalancerSizing {
    const { kind, maxConnectRate } = plan.loadBalancer;
    const { zones } = plan.network;
    const published = loadBalancerLimits(kind, zones);
    const given = capacity.loadBalancer ?? {};
    return {
        kind,
        zones,
        limits: {
            ...published,
            connections: given.connections ?? published.connections,
            connectsPerSecond: given.connectsPerSecond ?? published.connectsPerSecond,
            gbps: given.gbps ?? published.gbps,
            packetsPerSecond: given.packetsPerSecond ?? published.packetsPerSecond,
            backends: given.backends ?? published.backends,
        },
        ...(maxConnectRate === undefined
            ? {}
            : { maxConnectRate: maxConnectRate * (kind === LoadBalancerKind.Nlb ? zones : 1) }),
        nodePort: isFlannel(plan),
    };
}

function isFlannel({ network }: StackPlan): boolean {
    return network.plugin === NetworkPlugin.Flannel;
}

function gib(bytes: number | undefined): number | undefined {
    return bytes === undefined ? undefined : bytes / GIB;
}
