/** What the API server says about an EMQX cluster at one moment, as far as a rollout goes. Plain data. */

export type Role = "core" | "replicant";

/** A StatefulSet of cores or a ReplicaSet of replicants. Whether a new pod template makes a new one, is the operator line's. */
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
    /**
     * Our revision annotation on the pod itself: which spec it carries, whatever its set's template says by now. Absent on a
     * pod that somebody else's object made.
     */
    readonly revision?: string;
    /** Its containers run and pass their probes, whether or not it takes traffic: it may hold clients. */
    readonly containersReady: boolean;
    /** It takes traffic. */
    readonly ready: boolean;
    /** Why it is not ready, in the words of scheduler, kubelet or container. */
    readonly trouble?: string;
    /** Its broker ended with an error, and may have said why. */
    readonly crashed?: boolean;
    /** It is over for good (evicted, refused by the kubelet) and only listed; its set has made another one. */
    readonly ended?: boolean;
    /** Its deletion was asked for. */
    readonly leaving?: boolean;
    /** Its node does not answer: whatever its status says is from before. */
    readonly lost?: boolean;
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

/** What the EMQX object says of itself. */
export interface ObjectStatus {
    /** The object is there and its condition `Ready` is true. */
    readonly ready: boolean;
    /** The operator has brought the object's present configuration to the nodes. */
    readonly configApplied: boolean;
    /** The operator's own name for the set it is bringing up, the end of the set's name; absent before it looked. */
    readonly updating?: Partial<Record<Role, string>>;
    readonly nodes: readonly EmqxNode[];
}

/** What the object on the API server asks for, whoever wrote that. */
export interface Asked {
    readonly spec?: unknown;
    readonly replicas: Readonly<Record<Role, number>>;
    readonly revisions: Readonly<Record<Role, string | undefined>>;
    /** Who wrote what of it, as the API server keeps book of it. */
    readonly writers: readonly Writer[];
}

/** The last who wrote a field of the object. */
export interface Writer {
    readonly subject: "replicas" | "revision";
    readonly role: Role;
    /** `kubectl`, and the part of the API it went through, e.g. `scale`. */
    readonly name: string;
    readonly through?: string;
    /** ISO date. */
    readonly at?: string;
    readonly path: readonly string[];
}

/** All of it. */
export interface Observation extends ObjectStatus {
    /** There is no such object. */
    readonly missing?: boolean;
    /** Absent where nobody looked. */
    readonly asked?: Asked;
    readonly sets: readonly NodeSet[];
    /** Why pods wait without saying so themselves: volumes, mounts. */
    readonly hints?: readonly string[];
    /** Latest warning event of the object, if any. */
    readonly warning?: string;
}

/** What the cluster is to become. */
export interface Target {
    readonly revisions: Record<Role, string>;
    readonly replicas: Record<Role, number>;
    /** EMQX version that the nodes are to report; empty where nobody knows. */
    readonly version: string;
}
