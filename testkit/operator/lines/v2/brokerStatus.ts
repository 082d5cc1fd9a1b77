import { nameOf } from "../../blueGreen/names";
import type { BrokerNode } from "../../brokerAccess";
import {
    type EvacuationPace,
    type EvacuationSeen,
    type EvacuationState,
    WAIT_HEALTH_CHECK_SECONDS,
} from "../../evacuation";
import { DB_ROLE } from "../../names";
import type { LivePod } from "../../pods";
import type { Emqx } from "./emqxObject";
import type { EvacuationStatus, NodeStatus } from "./emqxStatus";

/** What EMQX's API says of nodes and evacuations, as this line's status has it. Source: api/v2/emqx_types_status.go. */

export function nodeName({ metadata, spec }: Emqx, pod: LivePod): string {
    if (pod.metadata.labels[DB_ROLE] !== "core") return `emqx@${pod.status.podIP}`;
    const domain = `${nameOf.headless(metadata.name)}.${metadata.namespace}.svc.${spec.clusterDomain}`;
    return `emqx@${pod.metadata.name}.${domain}`;
}

/** Says `wait_health_check` unless it is EMQX's own. Source: internal/emqx/api, StartEvacuation. */
export function paceOf({ spec }: Emqx): EvacuationPace {
    const {
        connEvictRate,
        sessEvictRate,
        waitTakeover = 0,
        waitHealthCheck = 0,
    } = spec.updateStrategy.evacuationStrategy;
    return {
        connectionsPerSecond: connEvictRate,
        sessionsPerSecond: sessEvictRate,
        waitTakeoverSeconds: waitTakeover,
        ...(waitHealthCheck === WAIT_HEALTH_CHECK_SECONDS ? {} : { waitHealthCheckSeconds: waitHealthCheck }),
    };
}

export function nodeStatus(node: BrokerNode, podName: string | undefined): NodeStatus {
    return {
        name: node.name,
        ...(podName === undefined ? {} : { podName }),
        status: "running",
        otpRelease: "27.3.4.2-2/15.2.7.1",
        version: node.version,
        role: node.role,
        sessions: node.sessions,
        connections: node.connections,
    };
}

/** A core that is away is a member of the cluster still. */
export function stopped(name: string): NodeStatus {
    return { name, status: "stopped", role: "core", sessions: 0, connections: 0 };
}

export function evacuationStatus(evacuation: EvacuationSeen): EvacuationStatus {
    return {
        nodeName: evacuation.node,
        state: evacuation.state,
        sessionRecipients: evacuation.recipients,
        connectionEvictionRate: evacuation.connectionsPerSecond,
        sessionEvictionRate: evacuation.sessionsPerSecond,
        initialConnections: evacuation.clients,
        initialSessions: evacuation.initialSessions ?? evacuation.clients,
    };
}

/** The inverse, for an operator that takes over; what is left on the node is the node's to say, the pace the object's. */
export function evacuationSeen(
    emqx: Emqx,
    status: EvacuationStatus,
    { sessions, connections }: Pick<NodeStatus, "sessions" | "connections">,
): Omit<EvacuationState, "state"> {
    return {
        node: status.nodeName ?? "",
        recipients: status.sessionRecipients ?? [],
        clients: status.initialConnections ?? 0,
        connected: connections,
        sessions,
        ...paceOf(emqx),
    };
}
