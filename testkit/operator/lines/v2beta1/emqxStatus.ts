import type { Condition } from "../../blueGreen/conditions";
import { decodeNodesStatus, type NodesStatus, nonZero } from "../../blueGreen/nodesStatus";

/** A node as the status has it, in the words of EMQX's API. */
export interface NodeStatus {
    readonly controllerUID: string;
    readonly podUID: string;
    readonly node: string;
    readonly node_status: string;
    readonly otp_release: string;
    readonly version: string;
    readonly role: string;
    readonly edition: string;
    /** Sessions; EMQX's API calls them so. */
    readonly connections: number;
    readonly live_connections: number;
}

export interface EvacuationStatus {
    readonly node: string;
    readonly state: string;
    readonly session_recipients: readonly string[];
    readonly connection_eviction_rate: number;
    readonly session_eviction_rate: number;
    readonly stats: {
        readonly initial_connected: number;
        readonly current_connected: number;
        readonly initial_sessions: number;
        readonly current_sessions: number;
    };
}

export interface EmqxStatus {
    conditions: Condition[];
    coreNodes: NodeStatus[];
    replicantNodes: NodeStatus[];
    coreNodesStatus: NodesStatus;
    replicantNodesStatus: NodesStatus;
    nodeEvacuationsStatus: EvacuationStatus[];
}

/** A status read from the API server, where what is zero or empty is absent. */
export function decodeStatus(written: Partial<EmqxStatus> = {}): EmqxStatus {
    return {
        conditions: written.conditions ?? [],
        coreNodes: (written.coreNodes ?? []).map(nodeStatus),
        replicantNodes: (written.replicantNodes ?? []).map(nodeStatus),
        coreNodesStatus: decodeNodesStatus(written.coreNodesStatus),
        replicantNodesStatus: decodeNodesStatus(written.replicantNodesStatus),
        nodeEvacuationsStatus: written.nodeEvacuationsStatus ?? [],
    };
}

function nodeStatus(written: NodeStatus): NodeStatus {
    return {
        ...written,
        connections: written.connections ?? 0,
        live_connections: written.live_connections ?? 0,
    };
}

/** The reverse, leaving zero values out as Go's `omitempty` does. */
export function encodeStatus(status: EmqxStatus): object {
    const { coreNodesStatus, replicantNodesStatus, coreNodes, replicantNodes, ...lists } = status;
    return {
        ...nonZero({ ...lists }),
        ...nonZero({ coreNodes: coreNodes.map(nonZero), replicantNodes: replicantNodes.map(nonZero) }),
        coreNodesStatus: nonZero(coreNodesStatus),
        replicantNodesStatus: nonZero(replicantNodesStatus),
    };
}
