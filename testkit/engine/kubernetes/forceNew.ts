import type { WireObject } from "../../../preview/monitor/wire";
import { isOn, type Manifest } from "./manifest";

const IDENTITY = ["metadata.name", "metadata.namespace"];

/** By kind, what the provider knows the API server refuses to change. Source: pulumi-kubernetes, provider/diff.go. */
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
    Deployment: ["spec.selector"],
    DaemonSet: ["spec.selector"],
    StatefulSet: [
        "spec.podManagementPolicy",
        "spec.revisionHistoryLimit",
        "spec.selector",
        "spec.serviceName",
        "spec.volumeClaimTemplates",
    ],
    Service: ["spec.clusterIP"],
    PersistentVolumeClaim: ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
    ClusterRoleBinding: ["roleRef"],
    RoleBinding: ["roleRef"],
    StorageClass: ["parameters", "provisioner"],
    Job: ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
};

const SECRET_DATA = ["type", "stringData", "data"];
const CONFIG_DATA = ["binaryData", "data"];

/** Paths whose change makes another object of this one. */
export function forceNew({ kind, immutable }: Manifest, configuration: WireObject): readonly string[] {
    return [...IDENTITY, ...(byKind() ?? [])];

    function byKind(): readonly string[] | undefined {
        if (kind === "Secret") {
            return isOn(configuration, "enableSecretMutable") && !immutable ? ["type"] : SECRET_DATA;
        }
        if (kind === "ConfigMap") {
            return isOn(configuration, "enableConfigMapMutable") && !immutable ? [] : CONFIG_DATA;
        }
        return BY_KIND[kind];
    }
}
