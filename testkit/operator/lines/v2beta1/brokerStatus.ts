import { nameOf } from "../../blueGreen/names";
import type { BrokerNode } from "../../brokerAccess";
import type { EvacuationPace, EvacuationSeen, EvacuationState } from "../../evacuation";
import { DB_ROLE } from "../../names";
import type { LivePod } from "../../pods";
import type { Emqx } from "./emqxObject";
import type { EvacuationStatus, NodeStatus } from "./emqxStatus";

/** What EMQX's API says of nodes and evacuations, as this line's status has it. Source: apis/apps/v2beta1/emqx_status.go. */

export function nodeName({ metadata, spec }: Emqx, pod: LivePod): string {
    if (pod.metadata.labels[DB_ROLE] !== "core") return `emqx@${pod.status.podIP}`;
    const domain = `${nameOf.headless(metadata.name)}.${metadata.namespace}.svc.${spec.clusterDomain}`;
    return `emqx@${pod.metadata.name}.${domain}`;
}

export function paceOf({ spec }: Emqx): EvacuationPace {
    const { connEvictRate, sessEvictRate, waitTakeover = 0 } = spec.updateStrategy.evacuationStrategy;
    return {
        connectionsPerSecond: connEvictRate,
        sessionsPerSecond: sessEvictRate,
        waitTakeoverSeconds: waitTakeover,
    };
}

export function nodeStatus(node: BrokerNode): NodeStatus {
    return {
        controllerUID: node.controllerUid,
        podUID: node.podUid,
        node: node.name,
        node_status: "running",
        otp_release: "26.2.5/14.2.5",
        version: node.version,
        role: node.role,
        edition: node.edition,
        connections: node.sessions,
        live_connections: node.connections,
    };
}

export function evacuationStatus(evacuation: EvacuationSeen): EvacuationStatus {
    return {
        node: evacuation.node,
        state: evacuation.state,
        session_recipients: evacuation.recipients,
        connection_eviction_rate: evacuation.connectionsPerSecond,
        session_eviction_rate: evacuation.sessionsPerSecond,
        stats: {
            initial_connected: evacuation.clients,
            current_connected: evacuation.connected,
            initial_sessions: evacuation.initialSessions ?? evacuation.clients,
            current_sessions: evacuation.sessions,
        },
    };
}

/** The inverse, for an operator that takes over; the pace is the object's, as it is now. */
export function evacuationSeen(emqx: Emqx, status: EvacuationStatus): Omit<EvacuationState, "state"> {
    const { initial_connected, current_connected, current_sessions } = status.stats;
    return {
        node: status.node,
        recipients: status.session_recipients,
        clients: initial_connected,
        connected: current_connected,
        sessions: current_sessions,
        ...paceOf(emqx),
    };
}
