import type { WireObject } from "../../monitor/wire";

/** Another name or namespace is another object, of whatever kind. */
const IDENTITY = ["metadata.name", "metadata.namespace"];

const DEPLOYMENT = ["spec.selector"];
const STATEFUL_SET = [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
];
const JOB = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"];
const ROLE_BINDING = ["roleRef"];

/**
 * By API group and kind, what pulumi-kubernetes knows the API server refuses to change. Source: its provider/diff.go
 * (4.32). Volumes of a PersistentVolume and most of a Pod's spec are left out: nobody declares these by themselves here.
 */
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
    "apps:DaemonSet": DEPLOYMENT,
    "apps:Deployment": DEPLOYMENT,
    "apps:StatefulSet": STATEFUL_SET,
    "batch:Job": JOB,
    "core:PersistentVolumeClaim": [
        "spec.accessModes",
        "spec.selector",
        "spec.storageClassName",
        "spec.volumeName",
    ],
    "core:ResourceQuota": ["spec.scopes"],
    "core:Service": ["spec.clusterIP"],
    "rbac.authorization.k8s.io:ClusterRoleBinding": ROLE_BINDING,
    "rbac.authorization.k8s.io:RoleBinding": ROLE_BINDING,
    "storage.k8s.io:StorageClass": ["parameters", "provisioner"],
};

const SECRET_DATA = ["type", "stringData", "data"];
const CONFIG_DATA = ["binaryData", "data"];

/** Paths whose change makes another object; the provider's set-up decides about Secrets and ConfigMaps. */
export function kubernetesForceNew(
    type: string,
    object: WireObject,
    provider: WireObject,
): readonly string[] {
    const [, groupVersion = "", kind = ""] = type.split(":");
    const group = groupVersion.split("/")[0];
    if (group === "core" && kind === "Secret") {
        const isMutable = isOn(provider.enableSecretMutable) && object.immutable !== true;
        return [...IDENTITY, ...(isMutable ? ["type"] : SECRET_DATA)];
    }
    if (group === "core" && kind === "ConfigMap") {
        const isMutable = isOn(provider.enableConfigMapMutable) && object.immutable !== true;
        return [...IDENTITY, ...(isMutable ? [] : CONFIG_DATA)];
    }
    return [...IDENTITY, ...(BY_KIND[`${group}:${kind}`] ?? [])];
}

/** Set-up of a provider travels as text. */
function isOn(value: unknown): boolean {
    return value === true || value === "true";
}
