import type { Input } from "@pulumi/pulumi";
import type { EvacuationArgs, EvacuationType, RollingUpdateArgs } from "../../args/emqxClusterArgs";
import type { CoreStorageArgs, ResourcesArgs } from "../../args/nodesArgs";
import type { HoconObject } from "../../config/hocon/tree";
import type { Listener } from "../../listeners/listeners";
import type { Mounts } from "../../secrets/mounts";
import type { Role } from "./observation";

/** An environment variable of the EMQX container, in Kubernetes' form. */
export interface EnvVar {
    readonly name: string;
    readonly value?: Input<string>;
    readonly valueFrom?: { secretKeyRef: { name: Input<string>; key: string } };
}

/** Everything that an EMQX object says, resolved, whatever the operator line that reads it. */
export interface EmqxObject {
    readonly instance: string;
    readonly image: Input<string>;
    readonly imagePullSecrets: readonly Input<string>[];
    readonly config: Input<HoconObject>;
    readonly env: readonly Input<EnvVar>[];
    readonly listeners: readonly Listener[];
    readonly mounts: Mounts;
    readonly podAnnotations: { readonly [name: string]: Input<string> };
    /** Changes with the secrets that EMQX reads at boot only. */
    readonly secretRevision: Input<string>;
    readonly roles: Readonly<Record<Role, RoleObject>>;
    /** Disks of the cores. */
    readonly storage: CoreStorageArgs;
    readonly evacuation: ObjectEvacuation;
    readonly rollingUpdate: Readonly<Required<RollingUpdateArgs>>;
}

/** Inputs of an evacuation with their defaults. */
export type ObjectEvacuation = Readonly<Record<Exclude<keyof EvacuationArgs, "type">, Input<number>>> & {
    readonly type: EvacuationType;
};

/** The nodes of one role. */
export interface RoleObject {
    readonly replicas: number;
    /** With every default; quantities as the operator writes them back. */
    readonly resources: ResourcesArgs;
    readonly nodeSelector: { readonly [label: string]: Input<string> };
    /** In Kubernetes' form. */
    readonly tolerations: readonly Readonly<Record<string, Input<string>>>[];
    readonly sysctls: readonly { readonly name: string; readonly value: string }[];
    readonly initContainers: readonly Input<object>[];
}

/** A disruption budget that the operator does not make. */
export interface Budget {
    readonly role: Role;
    /** Of the Kubernetes object. */
    readonly name: string;
    /** `policy/v1`, PodDisruptionBudget. */
    readonly spec: Readonly<Record<string, unknown>>;
}

/** An EMQX object in the words of one operator line. */
export interface WrittenObject {
    /** What makes up the pods of each role: another one exactly when the operator is to make new pods. */
    readonly pods: Readonly<Record<Role, Record<string, unknown>>>;
    /** The object's spec, whose pod templates carry these revisions as {@link REVISION_ANNOTATION}. */
    readonly spec: (revisions: Readonly<Record<Role, Input<string>>>) => Record<string, unknown>;
    /** Budgets beside the object; none where the operator makes them. */
    readonly budgets: readonly Budget[];
    /** Annotations of its own metadata that say something of this object. */
    readonly annotations?: Readonly<Record<string, Input<string>>>;
}
