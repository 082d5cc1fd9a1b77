import { instanceFigures } from "../../alibaba/instanceTable";
import type { Messages } from "../../capacity/load";
import { EmqxEdition } from "../../emqx/args/edition";
import { type ClientsDuringChange, clientsDuringChange } from "../../emqx/gate/meant/clients";
import { lineFor } from "../../emqx/lines";
import { resolveVersion } from "../../emqx/lines/versions";
import { DEFAULT_DRAIN_SECONDS } from "../../emqx/plan/defaults";
import { workOf } from "../../emqx/plan/work";
import type { EmqxOnAckArgs } from "../../emqxOnAckArgs";
import type { LoadBalancerKind } from "../../loadBalancer/mqttLoadBalancerArgs";

/** What a shape is to be found for. */
export interface ProposalRequest {
    readonly connections: number;
    readonly messages: Messages;
    readonly connectsPerSecond?: number;
    readonly tls: boolean;
    readonly keepAliveSeconds?: number;
    readonly cpuFactor: number;
    readonly zones: number;
    readonly nodesLost: number;
    readonly loadBalancer: LoadBalancerKind;
    /** Connections that the license allows; then EMQX is the Enterprise edition. */
    readonly licensedConnections?: number;
    /** Types to choose from; absent for those that are sold today and whose figures are known. */
    readonly instanceTypes?: readonly string[];
}

const CORES = 3;

/** Connections from which cores get twice the vCPUs. By analogy: this package's million-connection stack; EMQ tests 10 million with three cores of 16 vCPUs. */
const LARGE_CORES_FROM = 250_000;

/** Part of a node that a pod asks for: old and new pods of an upgrade fit beside each other, with the cluster's own. */
const REQUESTED_SHARE = 0.3;

const ZONE_LETTERS = ["g", "h", "i", "j", "k", "b", "e", "f"];
export const MOST_ZONES = ZONE_LETTERS.length;

/** The stack of a request with so many replicants of a type. */
export function stackOf(request: ProposalRequest, type: string, replicants: number): EmqxOnAckArgs {
    const figures = instanceFigures(type);
    const enterprise = request.licensedConnections !== undefined;
    const emqx: EmqxOnAckArgs["emqx"] = {
        ...(enterprise ? { edition: EmqxEdition.Enterprise } : {}),
        cores: { replicas: CORES },
        replicants: {
            replicas: replicants,
            ...(figures === undefined
                ? {}
                : {
                      resources: {
                          cpuRequest: String(Math.max(1, Math.floor(figures.vcpus * REQUESTED_SHARE))),
                          memoryRequest: `${Math.max(1, Math.floor(figures.memoryGiB * REQUESTED_SHARE))}Gi`,
                      },
                  }),
        },
        ...(request.tls ? { listeners: { ssl: { tlsSecretName: "mqtt-tls" } } } : {}),
    };
    const pace = enterprise ? paceThatFits(request.connections, emqx) : undefined;
    return {
        newCluster: { zones: ZONE_LETTERS.slice(0, request.zones).map((letter) => `cn-hangzhou-${letter}`) },
        connections: request.connections,
        traffic: {
            ...request.messages,
            ...(request.connectsPerSecond === undefined
                ? {}
                : { connectsPerSecond: request.connectsPerSecond }),
        },
        capacity: {
            nodesLost: request.nodesLost,
            cpuFactor: request.cpuFactor,
            ...(enterprise ? { licensedConnections: request.licensedConnections } : {}),
        },
        corePool: { instanceTypes: coreTypes(request.connections), nodes: CORES },
        replicantPool: { instanceTypes: replicantTypes(request, type), nodes: replicants },
        emqx: {
            ...emqx,
            ...(pace === undefined
                ? {}
                : { evacuation: { connectionsPerSecond: pace, sessionsPerSecond: pace } }),
        },
        loadBalancer: {
            kind: request.loadBalancer,
            ...(request.keepAliveSeconds === undefined ? {} : { keepAliveSeconds: request.keepAliveSeconds }),
        },
    };
}

function coreTypes(connections: number): string[] {
    const size = connections > LARGE_CORES_FROM ? "4xlarge" : "2xlarge";
    return [`ecs.c7.${size}`, `ecs.g7.${size}`];
}

/** With the same size of the family with more memory behind it, for when the first is sold out. */
function replicantTypes(request: ProposalRequest, type: string): string[] {
    if (request.instanceTypes !== undefined) return [type];
    const second = type.replace(/^ecs\.c/, "ecs.g");
    return second !== type && instanceFigures(second) ? [type, second] : [type];
}

/** Clients a second that an upgrade has to move so that nobody is cut by the load balancer's drain. */
function paceThatFits(connections: number, emqx: EmqxOnAckArgs["emqx"]): number | undefined {
    const { pace } = lineOf(emqx);
    const fitting = pace.fittingPace(workOf({ ...emqx, connections }, pace), DEFAULT_DRAIN_SECONDS);
    return fitting && Math.max(fitting, pace.defaults.connectionsPerSecond);
}

/** What an upgrade of a stack does to its clients; undefined where EMQX does not move them. */
export function upgradeOf({ connections, emqx }: EmqxOnAckArgs): ClientsDuringChange | undefined {
    const { pace } = lineOf(emqx);
    const work = workOf({ ...emqx, ...(connections === undefined ? {} : { connections }) }, pace);
    return work.evacuates ? clientsDuringChange(pace, work, DEFAULT_DRAIN_SECONDS) : undefined;
}

function lineOf(emqx: EmqxOnAckArgs["emqx"]) {
    return lineFor(resolveVersion(emqx?.edition, emqx?.version).version);
}
