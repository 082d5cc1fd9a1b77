import { createHash } from "node:crypto";
import type { Answers, RemoteChild } from "../../preview/monitor/answers";
import type { RecordedResource } from "../../preview/monitor/graph";
import { secret, type Wire, type WireObject } from "../../preview/monitor/wire";
import { DEFAULT_LINE, lineOfOperator } from "../../provider/emqx/lines";
import { renderedChart } from "./renderedChart";

/** What a test decides about an update; everything else is made up from names. */
export interface UpdateFakes {
    outputs?(resource: RecordedResource): WireObject | undefined;
    invoke?(token: string, args: WireObject): WireObject | undefined;
    construct?(resource: RecordedResource): RemoteChild[];
}

/** Answers of providers that create everything at once: inputs come back, with made-up ids and results. */
export function updateAnswers(fakes: UpdateFakes): Answers {
    return {
        dryRun: false,
        create: (resource) => ({
            id: resource.options.import ?? `${resource.name}-id`,
            outputs: merge(merge(resource.inputs, computed(resource)), fakes.outputs?.(resource) ?? {}),
        }),
        read: (resource) => ({
            id: resource.id,
            outputs: merge(resource.inputs, fakes.outputs?.(resource) ?? {}),
        }),
        invoke: (token, args) => fakes.invoke?.(token, args) ?? renderedChart(token, args, smallCrd) ?? {},
        construct: (resource) => fakes.construct?.(resource) ?? [],
    };
}

/** As much of it as programs look at, of the line that a version of the operator is of. */
function smallCrd(operator: string): WireObject[] {
    const { plural, group, version } = (lineOfOperator(operator) ?? DEFAULT_LINE).resource;
    const metadata = { name: `${plural}.${group}` };
    return [{ kind: "CustomResourceDefinition", metadata, spec: { versions: [{ name: version }] } }];
}

/** A password, the same in every run, that no other resource has. */
export function fakePassword(name: string, length: number): string {
    const digest = createHash("sha256").update(name).digest("hex");
    return `Pw-${digest.repeat(1 + Math.ceil(length / digest.length))}`.slice(0, length);
}

/** What the real providers add to a resource's inputs, as far as programs of ours read it. */
function computed(resource: RecordedResource): WireObject {
    const { type, name, inputs } = resource;
    const length = typeof inputs.length === "number" ? inputs.length : 32;
    switch (type) {
        case "random:index/randomPassword:RandomPassword":
            return {
                result: secret(fakePassword(name, length)),
                bcryptHash: secret(`$2a$10$${fakePassword(`${name}-hash`, 53)}`),
            };
        case "random:index/randomString:RandomString":
            return { result: fakePassword(name, length) };
        case "random:index/randomBytes:RandomBytes": {
            const bytes = createHash("sha512").update(name).digest().subarray(0, length);
            return { base64: secret(bytes.toString("base64")), hex: secret(bytes.toString("hex")) };
        }
        case "kubernetes:core/v1:Service":
            return isLoadBalancer(inputs)
                ? { status: { loadBalancer: { ingress: [{ ip: "192.168.0.10" }] } } }
                : { spec: { clusterIP: "172.21.0.10" } };
        case "kubernetes:helm.sh/v3:Release":
            return { status: { status: "deployed", revision: 1, name: inputs.name ?? name } };
        case "alicloud:vpc/network:Network":
            return { routerId: `${name}-router`, routeTableId: `${name}-route-table` };
        case "alicloud:cs/managedKubernetes:ManagedKubernetes":
            return { securityGroupId: `${name}-security-group`, workerRamRoleName: `${name}-worker-role` };
        case "alicloud:cs/nodePool:NodePool":
            return { nodePoolId: `${name}-node-pool`, scalingGroupId: `${name}-scaling-group` };
        case "alicloud:ecs/eipAddress:EipAddress":
            return { ipAddress: "203.0.113.10" };
        case "alicloud:vpc/natGateway:NatGateway":
            return { snatTableIds: `${name}-snat-table`, forwardTableIds: `${name}-forward-table` };
        default:
            return {};
    }
}

function isLoadBalancer(inputs: WireObject): boolean {
    return isPlainObject(inputs.spec) && inputs.spec.type === "LoadBalancer";
}

function isPlainObject(value: Wire | undefined): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects are merged member by member, so that a fake `status` or one field of `spec` leaves the rest alone. */
function merge(base: WireObject, extra: WireObject): WireObject {
    const merged = { ...base };
    for (const [key, value] of Object.entries(extra)) {
        const old = merged[key];
        merged[key] = isPlainObject(old) && isPlainObject(value) ? merge(old, value) : value;
    }
    return merged;
}
