import type { Role } from "./observation";

/** What a field of an EMQX object can be about. */
export type FieldSubject =
    | "identity"
    | "image"
    | "configuration"
    | "evacuation"
    | "api keys"
    | "load balancer"
    | "environment"
    | "resources"
    | "placement"
    | "kernel"
    | "listeners"
    | "mounts"
    | "storage"
    | "replicas"
    | "revision"
    | "pods"
    | "other";

export interface FieldMeaning {
    readonly subject: FieldSubject;
    /** What the field itself is called. */
    readonly name: string;
    /** Roles whose pods are made anew when it changes. */
    readonly rolls: readonly Role[];
    /** The role whose template it stands in. */
    readonly role?: Role;
    /** What comes after the field's own name in the path, e.g. the label of a node selector. */
    readonly key?: string;
    /** The input of EmqxCluster that it is written from, where it is a single one: `replicants.resources.cpuRequest`. */
    readonly input?: string;
    /** Takes effect only together with a change of the role's pod template; alone the operator is stuck with it. */
    readonly onlyWithTemplate?: boolean;
}

export const BOTH_ROLES: readonly Role[] = ["core", "replicant"];
