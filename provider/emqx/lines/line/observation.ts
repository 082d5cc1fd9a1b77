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
    /** What its controller says of its pods; absent where nobody looked. */
    readonly status?: SetStatus;
    /** Image of EMQX in its template. */
    readonly image?: string;
    /** What each new disk of it is asked to hold, as a Kubernetes quantity; absent without disks. */
    readonly storage?: string;
    readonly pods: readonly SetPod[];
}

export interface SetStatus {
    /** The controller has seen the set's present spec: the numbers are of that one. */
    readonly current: boolean;
    /** Pods of whatever template. */
    readonly total: number;
    /** Pods of the present template; of a ReplicaSet all are. */
    readonly updated: number;
}

/** A core's claim for its disk. */
export interface DiskClaim {
    readonly name: string;
    /** The core that it is for; `-0` at the end of its name. */
    readonly ordinal: number;
    /** Kubernetes quantities. */
    readonly requested: string;
    readonly holds: string;
    /** Why it does not grow, in the words of the controller. */
    readonly trouble?: string;
}

/** A warning that was told of the object. */
export interface Warned {
    readonly reason: string;
    readonly message: string;
    /** When it was told last, in milliseconds of the epoch. */
    readonly at: number;
    /** When it was told first, where that is known. */
    readonly since?: number;
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
    /** What the object's conditions say of its present generation, by their type; absent on a line that has no generations there. */
    readonly conditions?: Readonly<Record<string, Condition>>;
    /** Nodes that are being emptied, by their Erlang name. */
    readonly evacuating?: readonly string[];
    /** Durable storage is being moved between nodes. */
    readonly movesStorage?: boolean;
}

/** A condition that the operator reports of the object's present generation. */
export interface Condition {
    readonly is: boolean;
    readonly reason: string;
    readonly message: string;
}

/** What the object on the API server asks for, whoever wrote that. */
export interface Asked {
    readonly spec?: unknown;
    readonly replicas: Readonly<Record<Role, number>>;
    readonly revisions: Readonly<Record<Role, string | undefined>>;
    /** When anything of it was written last, in milliseconds of the epoch; absent where the API server does not say. */
    readonly changedAt?: number;
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
    /** When this was seen, in milliseconds of the epoch. */
    readonly at?: number;
    /** There is no such object. */
    readonly missing?: boolean;
    /** Absent where nobody looked. */
    readonly asked?: Asked;
    readonly sets: readonly NodeSet[];
    /** Why pods wait without saying so themselves: volumes, mounts. */
    readonly hints?: readonly string[];
    /** Latest warning event of the object, if any. */
    readonly warning?: string;
    /** Warnings of the last minute, the newest last. */
    readonly warned?: readonly Warned[];
    /** Of the cores' disks. */
    readonly claims?: readonly DiskClaim[];
}

/** What the cluster is to become. */
export interface Target {
    readonly revisions: Record<Role, string>;
    readonly replicas: Record<Role, number>;
    /** EMQX version that the nodes are to report; empty where nobody knows. */
    readonly version: string;
    /** What each core's disk is to hold, where disks grow in place; a Kubernetes quantity. */
    readonly storage?: string;
}
