import type { LoadBalancerFiguresArgs } from "../capacity/capacityArgs";
import type { Load } from "../capacity/load";
import type { Figure, NodeFigures } from "../capacity/nodeFigures";
import {
    type LoadBalancerSizing,
    podsPath,
    poolPath,
    type RoleSizing,
    type Sizing,
    type TakersSizing,
} from "../capacity/sizing";
import { LoadBalancerKind } from "../loadBalancer/mqttLoadBalancerArgs";
import type { NodeRole } from "../nodes/tunedNodePoolArgs";
import type { Problems } from "../validation/problems";
import type { CapacityFigures } from "./capacityInputs";

/** What the arithmetic of capacity is given. */
export interface Arithmetic {
    readonly sizing: Sizing;
    readonly load: Load;
}

/**
 * The same while something is wrong with arguments: a figure that follows from a wrong input is not known (NaN) before that is
 * mended, and neither are the ceilings that it is part of. All others can be told at once.
 */
export function soundFigures(
    problems: Problems,
    { sizing, load }: Arithmetic,
    figures: CapacityFigures,
): Arithmetic {
    if (problems.all.length === 0) return { sizing, load };
    const doubts = doubtsIn(problems);
    const { wrong } = doubts;
    const network = wrong(...PLUGIN, ...ZONES, ...ROLLOUT, "newCluster.vpcCidr", "newCluster.podCidr");
    const license = wrong("emqx.edition", "emqx.version", "emqx.licenseKey", "capacity.licensedConnections");
    return {
        sizing: {
            ...sizing,
            takers: takers(doubts, sizing.takers, figures),
            roles: sizing.roles.map((role) => nodes(doubts, role, figures)),
            loadBalancer: loadBalancer(doubts, sizing.loadBalancer, figures),
            network: network ? unknown(sizing.network) : sizing.network,
            nodeQuota: unless(wrong("capacity.quotas.nodes", ...ROLLOUT), sizing.nodeQuota),
            nodePoolQuota: unless(wrong("capacity.quotas.nodePools", ...ROLLOUT), sizing.nodePoolQuota),
            license: license ? unknown(sizing.license) : sizing.license,
        },
        load: asked(doubts, load),
    };
}

interface Doubts {
    /** Whether something is wrong with any of these inputs. */
    readonly wrong: (...paths: readonly string[]) => boolean;
    /** Which listeners there are, and so whether clients come with TLS, is not known. */
    readonly listeners: boolean;
    /** How much of something all of them take is not known. */
    readonly listenerLimit: (property: "maxConnections" | "maxConnectionRate") => boolean;
}

/** A listener as a whole, and whether it is on and what it speaks. */
const WHICH_LISTENERS = /^emqx(\.listeners(\.\w+|\.more(\.\w+|\[.*\]))?(\.enabled|\.protocol)?)?$/;

function doubtsIn(problems: Problems): Doubts {
    const told = problems.all.flatMap(({ path, meant }) => (meant === undefined ? [path] : [path, meant]));
    const listeners = told.some((path) => WHICH_LISTENERS.test(path));
    return {
        wrong: (...paths) => paths.some((path) => problems.concerns(path)),
        listeners,
        listenerLimit: (property) =>
            listeners ||
            told.some((path) => path.startsWith("emqx.listeners.") && path.endsWith(`.${property}`)),
    };
}

const PLUGIN = ["newCluster.networkPlugin", "existingCluster.networkPlugin"];
const ZONES = ["newCluster.zones", "existingCluster.vswitches"];
/** Whether there are pools, and whether they double. */
const ROLLOUT = ["kernel.rollout", "existingNodes"];

function asked({ wrong }: Doubts, load: Load): Load {
    return {
        ...load,
        connections: unless(wrong("connections"), load.connections),
        cpuFactor: unless(wrong("capacity.cpuFactor"), load.cpuFactor),
        connectsPerSecond: unless(wrong("traffic.connectsPerSecond"), load.connectsPerSecond),
        keepAliveSeconds: wrong("loadBalancer.keepAliveSeconds") ? Number.NaN : load.keepAliveSeconds,
        messages: wrong("traffic") ? unknown(load.messages) : load.messages,
    };
}

function takers(doubts: Doubts, sizing: TakersSizing, figures: CapacityFigures): TakersSizing {
    const { wrong, listeners, listenerLimit } = doubts;
    const { role } = sizing;
    const replicas = wrong(`${podsPath(role)}.replicas`);
    const kernel = replicas || listeners || machines(doubts, role) || wrong("kernel", "connections");
    return {
        ...sizing,
        pods: unless(replicas, sizing.pods),
        nodesLost: unless(wrong("capacity.nodesLost"), sizing.nodesLost),
        node: node(doubts, sizing, figures),
        pod: {
            // What a connection takes of both depends on TLS.
            cpu: unless(listeners || resource(doubts, role, "cpu"), sizing.pod.cpu),
            memory: unless(listeners || resource(doubts, role, "memory"), sizing.pod.memory),
        },
        nofile: unless(kernel, sizing.nofile),
        conntrackEntries: unless(kernel, sizing.conntrackEntries),
        // Without TCP a connection is neither port nor file.
        maxPorts: unless((listeners && !sizing.tcp) || wrong("emqx.limits.maxPorts"), sizing.maxPorts),
        listenerConnections: unless(listenerLimit("maxConnections"), sizing.listenerConnections),
        listenerRate: unless(listenerLimit("maxConnectionRate"), sizing.listenerRate),
    };
}

function machines({ wrong }: Doubts, role: NodeRole): boolean {
    return wrong(`${poolPath(role)}.instanceTypes`, "existingNodes");
}

/** Requests and limits are held against each other, too. */
function resource({ wrong }: Doubts, role: NodeRole, name: "cpu" | "memory"): boolean {
    const path = `${podsPath(role)}.resources.${name}`;
    return wrong(`${path}Request`, `${path}Limit`);
}

/** What a person gave does not follow from the instance types. */
function node(doubts: Doubts, { role, node: of }: TakersSizing, { capacity }: CapacityFigures): NodeFigures {
    const { wrong, listeners } = doubts;
    const types = machines(doubts, role);
    const figure = (name: "connections" | "gbps" | "packetsPerSecond" | "pods") =>
        wrong(`capacity.node.${name}`) || (types && capacity.node?.[name] === undefined);
    const built = (name: "vcpus" | "memoryGiB") => listeners || types || wrong(`kernel.${name}`);
    return {
        unknown: of.unknown,
        ...figureOf("connections", figure("connections"), of),
        ...figureOf("gbps", figure("gbps"), of),
        ...figureOf("packetsPerSecond", figure("packetsPerSecond"), of),
        ...figureOf("pods", figure("pods") || wrong(...PLUGIN), of),
        ...figureOf("vcpus", built("vcpus"), of),
        ...figureOf("memoryGiB", built("memoryGiB"), of),
    };
}

function figureOf(
    name: Exclude<keyof NodeFigures, "unknown">,
    wrong: boolean,
    figures: NodeFigures,
): { [name: string]: Figure } {
    const figure = figures[name];
    if (figure === undefined) return {};
    return { [name]: wrong ? { ...figure, value: Number.NaN } : figure };
}

function nodes(doubts: Doubts, sizing: RoleSizing, figures: CapacityFigures): RoleSizing {
    const { wrong } = doubts;
    const { role } = sizing;
    const pool = poolPath(role);
    const replicas = wrong(`${podsPath(role)}.replicas`);
    const types = machines(doubts, role);
    const pods = types || wrong("capacity.node.pods", ...PLUGIN);
    return {
        ...sizing,
        pods: unless(replicas, sizing.pods),
        peak: replicas ? unknown(sizing.peak) : sizing.peak,
        nodes: unless(
            wrong(`${pool}.nodes`, "existingNodes") || (replicas && figures.nodes[role] === undefined),
            sizing.nodes,
        ),
        vcpus: unless(types || wrong("kernel.vcpus"), sizing.vcpus),
        memoryGiB: unless(types || wrong("kernel.memoryGiB"), sizing.memoryGiB),
        podsPerNode: unless(pods, sizing.podsPerNode),
        cpuRequest: unless(resource(doubts, role, "cpu"), sizing.cpuRequest),
        memoryRequest: unless(resource(doubts, role, "memory"), sizing.memoryRequest),
    };
}

function loadBalancer(
    { wrong }: Doubts,
    sizing: LoadBalancerSizing,
    { capacity }: CapacityFigures,
): LoadBalancerSizing {
    const kind = wrong("loadBalancer.kind");
    const addresses = kind || (sizing.kind === LoadBalancerKind.Nlb && wrong(...ZONES));
    const limit = (name: keyof LoadBalancerFiguresArgs) =>
        unless(addresses || wrong(`capacity.loadBalancer.${name}`), sizing.limits[name]);
    const given = capacity.loadBalancer?.backends !== undefined;
    const backends = (kind && !given) || wrong("capacity.loadBalancer.backends", ...PLUGIN);
    return {
        ...sizing,
        limits: {
            source: sizing.limits.source,
            connections: limit("connections") as number,
            connectsPerSecond: limit("connectsPerSecond") as number,
            gbps: limit("gbps") as number,
            packetsPerSecond: limit("packetsPerSecond"),
            backends: unless(backends, sizing.limits.backends),
        },
        maxConnectRate: unless(addresses || wrong("loadBalancer.maxConnectRate"), sizing.maxConnectRate),
    };
}

/** A figure that is absent stays so. */
function unless<F extends number | undefined>(wrong: boolean, figure: F): F {
    return (wrong && figure !== undefined ? Number.NaN : figure) as F;
}

/** NaN for every figure in a value. */
function unknown<V>(value: V): V {
    if (typeof value === "number") return Number.NaN as V;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unknown(member)])) as V;
}
