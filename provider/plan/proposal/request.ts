import type { Messages } from "../../capacity/load";
import { EmqxEdition } from "../../emqx/args/edition";
import type { EmqxLicense } from "../../emqx/args/license";
import { type EmqxVersion, editionAt, isOneEmqx, resolveVersion } from "../../emqx/lines/versions";
import type { LoadBalancerKind } from "../../loadBalancer/mqttLoadBalancerArgs";

/** What a shape is to be found for. */
export interface ProposalRequest {
    readonly connections: number;
    readonly messages: Messages;
    readonly connectsPerSecond?: number;
    readonly tls: boolean;
    readonly keepAliveSeconds?: number;
    readonly cpuFactor: number;
    /** Zones of one region. */
    readonly zones: readonly string[];
    readonly nodesLost: number;
    readonly loadBalancer: LoadBalancerKind;
    /** Of EMQX up to 5.8; absent for what the load needs. */
    readonly edition?: EmqxEdition;
    readonly emqxVersion?: string;
    /** Absent for that of the line that runs this EMQX. */
    readonly operatorVersion?: string;
    /** EMQX's own key, instead of one that is bought. */
    readonly license?: EmqxLicense.Evaluation;
    /** Connections that the license allows; then EMQX is the Enterprise edition. */
    readonly licensedConnections?: number;
    /** Types to choose from; absent for those that are sold today and whose figures are known. */
    readonly instanceTypes?: readonly string[];
}

/**
 * Connections from which an upgrade must not cut everybody at once, as it does where open-source EMQX moves nobody: that many brought a cluster
 * down. Source: emqx/emqx#11187 (EMQX 5.0.21).
 */
const MOVED_FROM = 200_000;

/** Enterprise where it is asked for, by its version, its license or the load; undefined where there is one EMQX. */
export function editionOf(request: ProposalRequest): EmqxEdition | undefined {
    const { edition, emqxVersion, licensedConnections, connections } = request;
    if (edition !== undefined) return edition;
    if (emqxVersion === undefined || isOneEmqx(emqxVersion)) return undefined;
    const hasReplicants = editionAt(EmqxEdition.OpenSource, emqxVersion)?.replicants !== false;
    return licensedConnections !== undefined || connections >= MOVED_FROM || !hasReplicants
        ? EmqxEdition.Enterprise
        : EmqxEdition.OpenSource;
}

/** The EMQX that is planned with. */
export function emqxOfRequest(request: ProposalRequest): EmqxVersion {
    return resolveVersion(editionOf(request), request.emqxVersion);
}

/** Whether its license has to be bought. */
export function needsKey(request: ProposalRequest): boolean {
    return request.license === undefined && emqxOfRequest(request).withoutLicense !== "complete";
}

/** Zones of cn-hangzhou, those of its newer half. Source: Alibaba Cloud, ECS "Regions and zones", read 2026-11-22. */
const HANGZHOU = ["g", "h", "i", "j", "k"];

/** So many zones of cn-hangzhou, where nobody says which. */
export function zonesByNumber(count: number): string[] {
    return HANGZHOU.slice(0, count).map((letter) => `cn-hangzhou-${letter}`);
}

/** The least number of load-taking nodes: one in each zone, and one that is left. */
export function fewestNodes({ zones, nodesLost }: ProposalRequest): number {
    return Math.max(2, zones.length, nodesLost + 1);
}
