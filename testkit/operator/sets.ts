/** What the stand-in and the timeline read of a StatefulSet or ReplicaSet. */
export interface LiveSet {
    readonly metadata: {
        readonly name: string;
        readonly uid: string;
        readonly creationTimestamp: string;
        readonly generation: number;
        readonly labels: Record<string, string>;
        readonly annotations?: Record<string, string>;
        readonly deletionTimestamp?: string;
    };
    readonly spec: Record<string, any> & { replicas: number };
    readonly status: {
        readonly replicas?: number;
        readonly readyReplicas?: number;
        readonly availableReplicas?: number;
        readonly updatedReplicas?: number;
        readonly observedGeneration?: number;
        /** A StatefulSet's. */
        readonly currentRevision?: string;
        readonly updateRevision?: string;
    };
}
