import type { Graph, RecordedResource } from "./monitor/graph";
import { isProviderType, STACK_TYPE } from "./monitor/urns";
import type { Wire } from "./monitor/wire";

/** The links of the chain, in the order in which they come up, and what is outside of it. */
export const STAGES = [
    "cluster",
    "nodes",
    "cert-manager",
    "operator",
    "emqx",
    "load balancer",
    "old nodes",
    "providers",
    "other",
] as const;

export type Stage = (typeof STAGES)[number];

/** Each link's component; what is beneath one belongs to its stage. */
const COMPONENTS: Readonly<Record<string, Stage | undefined>> = {
    "emqx-ack:index:AckCluster": "cluster",
    "emqx-ack:index:TunedNodePool": "nodes",
    "emqx-ack:index:NodeTuning": "nodes",
    "emqx-ack:index:CertManager": "cert-manager",
    "emqx-ack:index:EmqxOperator": "operator",
    "emqx-ack:index:EmqxCluster": "emqx",
    "emqx-ack:index:MqttLoadBalancer": "load balancer",
    "emqx-ack:index:NodeDrain": "old nodes",
};

/** Resources that programs without our components build the chain from, by the start of their type. */
const TYPES: readonly (readonly [start: string, stage: Stage])[] = [
    ["alicloud:cs/nodePool:", "nodes"],
    ["alicloud:cs/kubernetesNodePool:", "nodes"],
    ["alicloud:cs/", "cluster"],
    ["alicloud:vpc/", "cluster"],
    ["alicloud:ecs/eip", "cluster"],
    ["alicloud:nlb/", "load balancer"],
    ["alicloud:slb/", "load balancer"],
    ["kubernetes:apps.emqx.io/", "emqx"],
    ["kubernetes:storage.k8s.io/", "emqx"],
];

/** Charts by a part of their name or location. */
const CHARTS: readonly (readonly [part: string, stage: Stage])[] = [
    ["cert-manager", "cert-manager"],
    ["emqx-operator", "operator"],
];

/**
 * The stage of every resource, by URN: that of the nearest component of the chain around it, else by what it is.
 * The stack, and components that are no link of the chain (`EmqxOnAck` is the outline), have none.
 */
export function stages(graph: Graph): Map<string, Stage | undefined> {
    const byUrn = new Map(graph.resources.map((r) => [r.urn, r]));
    return new Map(graph.resources.map((resource) => [resource.urn, stageOf(resource, byUrn)]));
}

function stageOf(resource: RecordedResource, byUrn: Map<string, RecordedResource>): Stage | undefined {
    for (const r of upwards(resource, byUrn)) {
        const stage = COMPONENTS[r.type];
        if (stage !== undefined) {
            return stage;
        }
    }
    for (const r of upwards(resource, byUrn)) {
        const stage = stageByKind(r);
        if (stage !== undefined) {
            return stage;
        }
    }
    const isOutline = resource.type === STACK_TYPE || (!resource.custom && !resource.remote);
    return isOutline ? undefined : "other";
}

/** The resource and its parents, innermost first. */
function* upwards(resource: RecordedResource, byUrn: Map<string, RecordedResource>) {
    for (let r: RecordedResource | undefined = resource; r !== undefined; r = byUrn.get(r.parent ?? "")) {
        yield r;
    }
}

/** A release's or chart's children belong to it, so this is asked of a resource and of its parents. */
function stageByKind({ type, inputs }: RecordedResource): Stage | undefined {
    if (isProviderType(type)) {
        return "providers";
    }
    if (/^kubernetes:helm\.sh\/v[34]:(Release|Chart)$/.test(type)) {
        return CHARTS.find(([part]) => String(inputs.chart).includes(part))?.[1];
    }
    if (type === "kubernetes:core/v1:Service" && member(inputs.spec, "type") === "LoadBalancer") {
        return "load balancer";
    }
    return TYPES.find(([start]) => type.startsWith(start))?.[1];
}

function member(value: Wire | undefined, key: string): Wire | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value[key] : undefined;
}
