import { allocatable, HOST_NETWORK_PODS } from "../../alibaba/allocatable";
import { instanceFigures } from "../../alibaba/instanceTable";
import type { ResourcesArgs } from "../../emqx/args/nodesArgs";
import { type ClientsDuringChange, clientsDuringChange } from "../../emqx/gate/meant/clients";
import { chooseLine } from "../../emqx/lines/choice";
import type { OperatorLine } from "../../emqx/lines/line/line";
import { resolveVersion } from "../../emqx/lines/versions";
import { DEFAULT_DRAIN_SECONDS, shapeOf } from "../../emqx/plan/defaults";
import { workOf } from "../../emqx/plan/work";
import type { EmqxOnAckArgs } from "../../emqxOnAckArgs";
import { EVALUATION_INSTANCE_TYPES } from "../../nodes/defaults";
import { editionOf, emqxOfRequest, needsKey, type ProposalRequest } from "./request";
import { type SoftwareLimits, softwareLimits } from "./software";

const CORES = 3;

export const TLS_SECRET = "mqtt-tls";

/** Stands for the license key, which is nobody's but the user's. */
export const YOUR_KEY = "your-license-key";

/**
 * Size of the cores, by the connections up to which it does. By analogy: this package's million-connection stack; EMQ tests a million
 * with cores of 2 vCPUs and ten million with 16 (tf-emqx-performance-test, 2025-11-05).
 */
const CORE_SIZES: readonly (readonly [upTo: number, size: string])[] = [
    [10_000, "xlarge"],
    [250_000, "2xlarge"],
    [Number.POSITIVE_INFINITY, "4xlarge"],
];

/** Part of what a node has for pods that one asks for: old and new pods of an upgrade fit beside each other, with the cluster's own. */
const REQUESTED_SHARE = 0.3;

/** The stack of a request with so many replicants of a type. */
export function stackOf(request: ProposalRequest, type: string, replicants: number): EmqxOnAckArgs {
    const raised = softwareLimits(request, replicants);
    const resources = requestsOn(type);
    const emqx: NonNullable<EmqxOnAckArgs["emqx"]> = {
        ...emqxOf(request, raised),
        cores: { replicas: CORES },
        replicants: { replicas: replicants, ...(resources === undefined ? {} : { resources }) },
    };
    const pace = emqxOfRequest(request).evacuates ? paceThatFits(request, emqx) : undefined;
    return {
        ...surroundings(request, request.nodesLost),
        ...(raised.kernel === undefined ? {} : { kernel: raised.kernel }),
        corePool: { instanceTypes: coreTypes(request.connections), nodes: CORES },
        replicantPool: { instanceTypes: replicantTypes(request, type), nodes: replicants },
        emqx: {
            ...emqx,
            ...(pace === undefined
                ? {}
                : { evacuation: { connectionsPerSecond: pace, sessionsPerSecond: pace } }),
        },
    };
}

/** To try it out: one core on two nodes of 2 vCPU, the second for the cluster's own pods. */
export const TRY_OUT = { type: "ecs.g7.large", second: "ecs.g8i.large", nodes: 2 } as const;

/** The same load on one EMQX core, with nothing in reserve. */
export function tryOutStack(request: ProposalRequest): EmqxOnAckArgs {
    return {
        ...surroundings(request, 0),
        corePool: { instanceTypes: [TRY_OUT.type, TRY_OUT.second], nodes: TRY_OUT.nodes },
        emqx: {
            ...emqxOf(request, {}),
            cores: { replicas: 1, resources: requestsOn(TRY_OUT.type) },
            replicants: { replicas: 0 },
        },
    };
}

/** What a stack is by itself with EMQX's key for evaluation, written out. */
export function evaluationStack(request: ProposalRequest): EmqxOnAckArgs {
    const { replicas, resources } = shapeOf(request);
    const instanceTypes = [...EVALUATION_INSTANCE_TYPES];
    return {
        ...surroundings(request, request.nodesLost),
        corePool: { instanceTypes, nodes: replicas.core },
        replicantPool: { instanceTypes, nodes: replicas.replicant },
        emqx: {
            ...emqxOf(request, {}),
            cores: { replicas: replicas.core, resources: resources.core },
            replicants: { replicas: replicas.replicant, resources: resources.replicant },
        },
    };
}

/** All but EMQX and its nodes. */
function surroundings(request: ProposalRequest, nodesLost: number) {
    const { connections, messages, connectsPerSecond, keepAliveSeconds, licensedConnections } = request;
    const { operatorVersion } = request;
    return {
        newCluster: { zones: [...request.zones] },
        ...(operatorVersion === undefined ? {} : { operator: { version: operatorVersion } }),
        connections,
        traffic: { ...messages, ...(connectsPerSecond === undefined ? {} : { connectsPerSecond }) },
        capacity: {
            nodesLost,
            cpuFactor: request.cpuFactor,
            ...(licensedConnections === undefined ? {} : { licensedConnections }),
        },
        loadBalancer: {
            kind: request.loadBalancer,
            ...(keepAliveSeconds === undefined ? {} : { keepAliveSeconds }),
        },
    };
}

function emqxOf(request: ProposalRequest, { limits, listener }: SoftwareLimits) {
    const { tls, license } = request;
    const edition = editionOf(request);
    const listeners = tls
        ? { ssl: { tlsSecretName: TLS_SECRET, ...listener } }
        : listener && { tcp: { ...listener } };
    return {
        ...(edition === undefined ? {} : { edition }),
        version: emqxOfRequest(request).version,
        ...(needsKey(request) ? { licenseKey: YOUR_KEY } : {}),
        ...(license === undefined ? {} : { license }),
        ...(limits === undefined ? {} : { limits }),
        ...(listeners === undefined ? {} : { listeners }),
    };
}

function requestsOn(type: string): ResourcesArgs | undefined {
    const figures = instanceFigures(type);
    if (figures === undefined) return undefined;
    const { vcpus, memoryGiB, podAddresses } = figures;
    const left = allocatable(vcpus, memoryGiB, podAddresses + HOST_NETWORK_PODS);
    const [cpu, gib] = [left.vcpus * REQUESTED_SHARE, left.memoryGiB * REQUESTED_SHARE];
    return {
        cpuRequest: cpu >= 1 ? String(Math.floor(cpu)) : `${Math.floor(cpu * 10) * 100}m`,
        memoryRequest: gib >= 1 ? `${Math.floor(gib)}Gi` : `${Math.floor(gib * 10) * 100}Mi`,
    };
}

function coreTypes(connections: number): string[] {
    const size = CORE_SIZES.find(([upTo]) => connections <= upTo)?.[1];
    return [`ecs.c7.${size}`, `ecs.g7.${size}`];
}

/** With the same size of the family with more memory behind it, for when the first is sold out. */
function replicantTypes(request: ProposalRequest, type: string): string[] {
    if (request.instanceTypes !== undefined) return [type];
    const second = type.replace(/^ecs\.c/, "ecs.g");
    return second !== type && instanceFigures(second) ? [type, second] : [type];
}

/** Clients a second that an upgrade has to move so that nobody is cut by the load balancer's drain. */
function paceThatFits(request: ProposalRequest, emqx: EmqxOnAckArgs["emqx"]): number | undefined {
    const { connections, operatorVersion } = request;
    const { pace } = lineOf(emqx, operatorVersion);
    const fitting = pace.fittingPace(workOf({ ...emqx, connections }, pace), DEFAULT_DRAIN_SECONDS);
    return fitting && Math.max(fitting, pace.defaults.connectionsPerSecond);
}

/** What an upgrade of a stack does to its clients; undefined where EMQX does not move them. */
export function upgradeOf({ connections, emqx, operator }: EmqxOnAckArgs): ClientsDuringChange | undefined {
    const { pace } = lineOf(emqx, operator?.version);
    const work = workOf({ ...emqx, ...(connections === undefined ? {} : { connections }) }, pace);
    return work.evacuates ? clientsDuringChange(pace, work, DEFAULT_DRAIN_SECONDS) : undefined;
}

function lineOf(emqx: EmqxOnAckArgs["emqx"], operatorVersion: string | undefined): OperatorLine {
    return chooseLine(resolveVersion(emqx?.edition, emqx?.version), operatorVersion).line;
}
