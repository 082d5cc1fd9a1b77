import type { Condition } from "./conditions";

/** A node as the status has it. Source: api/v3beta1/emqx_types_status.go; one list since rc.4, as recorded. */
export interface NodeStatus {
    readonly name: string;
    readonly podName?: string;
    readonly status: string;
    readonly otpRelease?: string;
    readonly version?: string;
    readonly role?: string;
    readonly sessions: number;
    readonly connections: number;
}

export interface EvacuationStatus {
    readonly nodeName: string;
    readonly state: string;
    readonly sessionRecipients: readonly string[];
    readonly sessionEvictionRate: number;
    readonly connectionEvictionRate: number;
    readonly initialSessions: number;
    readonly initialConnections: number;
}

export interface EmqxStatus {
    conditions: Condition[];
    coreReplicas: number;
    coreSelector: string;
    replicantReplicas: number;
    replicantSelector?: string;
    clusterNodes: NodeStatus[];
    coreNodesStatus: { readyReplicas: number; updatedReplicas: number; currentReplicas: number };
    replicantNodesStatus: {
        readyReplicas: number;
        currentRevision?: string;
        currentReplicas: number;
        updateRevision?: string;
        updateReplicas: number;
        collisionCount?: number;
    };
    nodeEvacuations: EvacuationStatus[];
    /** Durable storage has no databases here. */
    dsReplication: object;
    config: {
        desiredRevision?: string;
        runtimeRevision?: string;
        desiredStartupRevision?: string;
        activeStartupRevisions?: string[];
    };
}

/** A status as the API server has it, where what is empty is absent. */
export function decodeStatus(written: Partial<EmqxStatus> = {}): EmqxStatus {
    return {
        ...emptyStatus(),
        ...written,
        coreNodesStatus: { ...NO_CORES, ...written.coreNodesStatus },
        replicantNodesStatus: { ...NO_REPLICANTS, ...written.replicantNodesStatus },
    };
}

export function emptyStatus(): EmqxStatus {
    return {
        conditions: [],
        coreReplicas: 0,
        coreSelector: "",
        replicantReplicas: 0,
        clusterNodes: [],
        coreNodesStatus: { ...NO_CORES },
        replicantNodesStatus: { ...NO_REPLICANTS },
        nodeEvacuations: [],
        dsReplication: {},
        config: {},
    };
}

const NO_CORES = { readyReplicas: 0, updatedReplicas: 0, currentReplicas: 0 };
const NO_REPLICANTS = { readyReplicas: 0, currentReplicas: 0, updateReplicas: 0 };

/** The reverse, leaving empty lists and texts out as Go's `omitempty` does. */
export function encodeStatus(status: EmqxStatus): object {
    return withoutEmpty({
        ...status,
        config: withoutEmpty(status.config),
        nodeEvacuations: status.nodeEvacuations.map(withoutEmpty),
    });
}

function withoutEmpty(value: object): object {
    const isEmpty = (field: unknown) =>
        field === "" || field === undefined || (Array.isArray(field) && field.length === 0);
    return Object.fromEntries(Object.entries(value).filter(([, field]) => !isEmpty(field)));
}
