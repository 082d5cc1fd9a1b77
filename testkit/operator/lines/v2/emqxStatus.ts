import type { Condition } from "../../blueGreen/conditions";
import { decodeNodesStatus, type NodesStatus, nonZero } from "../../blueGreen/nodesStatus";

/** A node as the status has it. One that another operator wrote, in other words, has no name. Source: api/v2/emqx_types_status.go. */
export interface NodeStatus {
    readonly name?: string;
    readonly podName?: string;
    readonly status?: string;
    readonly otpRelease?: string;
    readonly version?: string;
    readonly role: string;
    readonly sessions: number;
    /** Clients that are connected. */
    readonly connections: number;
}

export interface EvacuationStatus {
    readonly nodeName?: string;
    readonly state?: string;
    readonly sessionRecipients?: readonly string[];
    readonly connectionEvictionRate?: number;
    readonly sessionEvictionRate?: number;
    readonly initialConnections?: number;
    readonly initialSessions?: number;
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
    return { ...written, sessions: written.sessions ?? 0, connections: written.connections ?? 0 };
}

/** The reverse. Of databases there are none here: EMQX's durable storage is not played. */
export function encodeStatus(status: EmqxStatus): object {
    const { coreNodesStatus, replicantNodesStatus, coreNodes, replicantNodes, ...lists } = status;
    return {
        ...nonZero({ ...lists, nodeEvacuationsStatus: lists.nodeEvacuationsStatus.map(nonZero) }),
        ...nonZero({ coreNodes: coreNodes.map(nonZero), replicantNodes: replicantNodes.map(nonZero) }),
        coreNodesStatus: nonZero(coreNodesStatus),
        replicantNodesStatus: nonZero(replicantNodesStatus),
        dsReplication: {},
    };
}
