import type { Toleration } from "../../../scheduling/podFits";
import type { RunningListener } from "../../listeners/running";
import type { Role } from "./observation";

/** What an EMQX object says, read back from it; what is not known, or no plain value, counts as not there. */
export interface EmqxState {
    readonly image?: string;
    /** Of the image's tag; undefined for a tag that is no version. */
    readonly version?: string;
    /** Undefined where the image does not tell. */
    readonly enterprise?: boolean;
    readonly replicas: Readonly<Record<Role, number>>;
    /** Our revision annotation on each role's template; undefined on an object that somebody else wrote. */
    readonly revisions: Readonly<Record<Role, string | undefined>>;
    readonly pace: PaceState;
    /** Nodes go without being emptied, although EMQX could. */
    readonly evacuationOff: boolean;
    readonly configData?: string;
    /** Whether a new configuration is laid over what runs, or takes its place. */
    readonly configMode: "Merge" | "Replace";
    /** Value by name; undefined for one that comes from elsewhere or is not known. */
    readonly environment: Readonly<Record<Role, ReadonlyMap<string, string | undefined>>>;
    /** By configuration text and environment; those that take clients have the same as the others. */
    readonly listeners: readonly RunningListener[];
    readonly pods: Readonly<Record<Role, PodState>>;
    /** What the pods of each role mount, and so which files a configuration may name. */
    readonly mounts: Readonly<Record<Role, readonly MountedSecret[]>>;
    /** Whether the cores have disks of their own. */
    readonly disks: boolean;
    /** Size of each, as it is written. */
    readonly diskSize?: string;
    /** Whether it speaks of replicants at all, if only to have none. */
    readonly replicantTemplate: boolean;
    /** Whether the operator makes a Service of its own for clients; undefined where the object does not say. */
    readonly listenersService?: boolean;
}

export interface PaceState {
    readonly connectionsPerSecond: number;
    readonly sessionsPerSecond: number;
    readonly waitTakeoverSeconds: number;
    readonly initialDelaySeconds: number;
    /** Before anybody is moved off a node. */
    readonly waitHealthCheckSeconds: number;
    /** Replicants that run beside those wanted, and those that may be missing, while they are replaced in place. */
    readonly maxSurge: number;
    readonly maxUnavailable: number;
    /** For how long a new pod has to be ready before the next one's turn. */
    readonly minReadySeconds: number;
}

/** A Secret that pods mount as a directory, with a file for each of its keys. */
export interface MountedSecret {
    readonly directory: string;
    readonly secretName: string;
}

/** What a role's pods ask of a node. */
export interface PodState {
    readonly nodeSelector: Readonly<Record<string, string>>;
    readonly tolerations: readonly Toleration[];
    /** Requests, as Kubernetes quantities. */
    readonly cpu?: string;
    readonly memory?: string;
}
