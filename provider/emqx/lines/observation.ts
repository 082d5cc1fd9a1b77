/** What the API server says about an EMQX cluster at one moment, as far as a rollout goes. Plain data. */

export type Role = "core" | "replicant";

/** A StatefulSet of cores or a ReplicaSet of replicants; the operator makes a new one for every pod template. */
export interface NodeSet {
    readonly name: string;
    readonly role: Role;
    /** Our revision annotation on its pod template; absent on a set that somebody else's object made. */
    readonly revision?: string;
    readonly wanted: number;
    readonly ready: number;
    readonly pods: readonly SetPod[];
}

export interface SetPod {
    readonly name: string;
    /** Its containers run and pass their probes, whether or not it takes traffic: it may hold clients. */
    readonly containersReady: boolean;
    /** It takes traffic. */
    readonly ready: boolean;
    /** Why it is not ready, in the words of scheduler, kubelet or container. */
    readonly trouble?: string;
    /** Its broker ended with an error, and may have said why. */
    readonly crashed?: boolean;
}

/** A node of the EMQX cluster, as the operator reports it. */
export interface EmqxNode {
    /** Erlang name of the node. */
    node: string;
    /** `core` or `replicant`. */
    role: string;
    /** EMQX version it runs. */
    version: string;
    /** `running` or `stopped`. */
    status: string;
}

export interface Observation {
    /** The object is there and its condition `Ready` is true. */
    readonly ready: boolean;
    /** The operator has pushed the object's present `config.data` to the nodes. */
    readonly configApplied: boolean;
    readonly sets: readonly NodeSet[];
    /** The operator's own name for the set it is bringing up, the end of the set's name; absent before it looked. */
    readonly updating?: Partial<Record<Role, string>>;
    readonly nodes: readonly EmqxNode[];
    /** Latest warning event of the object, if any. */
    readonly warning?: string;
}

/** What the cluster is to become. */
export interface Target {
    readonly revisions: Record<Role, string>;
    readonly replicas: Record<Role, number>;
    /** EMQX version that the nodes are to report. */
    readonly version: string;
}
