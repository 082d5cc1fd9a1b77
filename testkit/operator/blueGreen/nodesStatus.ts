/** How far one role's rollout is. */
export interface NodesStatus {
    replicas: number;
    readyReplicas: number;
    currentRevision: string;
    currentReplicas: number;
    updateRevision: string;
    updateReplicas: number;
    collisionCount?: number;
}

export function decodeNodesStatus(written: Partial<NodesStatus> = {}): NodesStatus {
    return {
        replicas: 0,
        readyReplicas: 0,
        currentRevision: "",
        currentReplicas: 0,
        updateRevision: "",
        updateReplicas: 0,
        ...written,
    };
}

/** Leaves zero values out, as Go's `omitempty` does. */
export function nonZero(value: object): object {
    const isZero = (field: unknown) =>
        field === 0 || field === "" || field === undefined || (Array.isArray(field) && field.length === 0);
    return Object.fromEntries(Object.entries(value).filter(([, field]) => !isZero(field)));
}
