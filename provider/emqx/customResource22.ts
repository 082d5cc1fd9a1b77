import type * as pulumi from "@pulumi/pulumi";
import { POD_TEMPLATE_HASH_LABEL, podSelector } from "../naming/labels";
import { toleration } from "../scheduling/toleration";
import type {
    CoreNodesArgs,
    CoreStorageArgs,
    EvacuationArgs,
    ReplicantNodesArgs,
    ResourcesArgs,
} from "./emqxClusterArgs";
import type { EnvVar } from "./environment";
import type { Mounts } from "./mounts";

/**
 * The EMQX object of operator line 2.2, `apps.emqx.io/v2beta1`. Pure: values in, plain object out. What is written
 * although the operator has a default for it, is written because the default hurts.
 */

export const API_VERSION_22 = "apps.emqx.io/v2beta1";

/** Everything the object says, resolved. */
export interface EmqxObject {
    readonly instance: string;
    readonly image: pulumi.Input<string>;
    readonly imagePullSecrets: readonly pulumi.Input<string>[];
    readonly configData: pulumi.Input<string>;
    readonly env: readonly EnvVar[];
    readonly mounts: Mounts;
    readonly podAnnotations: { [name: string]: pulumi.Input<string> };
    readonly sysctls: readonly { name: string; value: string }[];
    readonly initContainers: readonly pulumi.Input<object>[];
    readonly nodeSelector: { [label: string]: pulumi.Input<string> };
    readonly cores: CoreNodesArgs;
    readonly coreReplicas: number;
    readonly replicants: ReplicantNodesArgs;
    readonly replicantReplicas: number;
    readonly evacuation: EvacuationArgs;
}

/** Default resources: enough to try it with some ten thousand connections. */
const CORE_RESOURCES: ResourcesArgs = { cpuRequest: "500m", memoryRequest: "1Gi" };
const REPLICANT_RESOURCES: ResourcesArgs = { cpuRequest: "1", memoryRequest: "2Gi" };

export function emqxSpec22(emqx: EmqxObject): Record<string, unknown> {
    return {
        image: emqx.image,
        imagePullPolicy: "IfNotPresent",
        ...(emqx.imagePullSecrets.length > 0
            ? { imagePullSecrets: emqx.imagePullSecrets.map((name) => ({ name })) }
            : {}),
        config: { mode: "Merge", data: emqx.configData },
        updateStrategy: {
            type: "Recreate",
            initialDelaySeconds: emqx.evacuation.initialDelaySeconds ?? 10,
            evacuationStrategy: {
                connEvictRate: emqx.evacuation.connectionsPerSecond ?? 1000,
                sessEvictRate: emqx.evacuation.sessionsPerSecond ?? 1000,
                waitTakeover: emqx.evacuation.waitTakeoverSeconds ?? 10,
            },
        },
        coreTemplate: template(emqx, "core", emqx.cores, emqx.coreReplicas, CORE_RESOURCES, {
            ...volumeClaim(emqx.cores.storage ?? {}),
        }),
        // With 0 replicas and not absent: the operator leaves the pods of a template that disappears running.
        replicantTemplate: template(
            emqx,
            "replicant",
            emqx.replicants,
            emqx.replicantReplicas,
            REPLICANT_RESOURCES,
            {},
        ),
        listenersServiceTemplate: { enabled: false },
    };
}

function template(
    emqx: EmqxObject,
    role: "core" | "replicant",
    nodes: CoreNodesArgs | ReplicantNodesArgs,
    replicas: number,
    defaults: ResourcesArgs,
    extra: Record<string, unknown>,
): Record<string, unknown> {
    const annotations = emqx.podAnnotations;
    return {
        ...(Object.keys(annotations).length > 0 ? { metadata: { annotations } } : {}),
        spec: {
            replicas,
            // Without it the operator's budgets allow 0 disruptions and no node can ever be drained.
            maxUnavailable: 1,
            resources: resources({ ...defaults, ...nodes.resources }),
            ...nonEmpty("nodeSelector", { ...emqx.nodeSelector, ...nodes.nodeSelector }),
            ...nonEmptyList("tolerations", (nodes.tolerations ?? []).map(toleration)),
            topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
                (topologyKey) => ({
                    maxSkew: 1,
                    topologyKey,
                    whenUnsatisfiable: "ScheduleAnyway",
                    labelSelector: { matchLabels: podSelector(emqx.instance, role) },
                    // Old and new pods of an upgrade are spread apart from each other, or the old ones crowd the new ones out.
                    matchLabelKeys: [POD_TEMPLATE_HASH_LABEL],
                }),
            ),
            podSecurityContext: podSecurityContext(emqx.sysctls),
            containerSecurityContext: { runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true },
            ...nonEmptyList("initContainers", [...emqx.initContainers]),
            env: [...emqx.env],
            ...nonEmptyList("extraVolumes", emqx.mounts.extraVolumes),
            ...nonEmptyList("extraVolumeMounts", emqx.mounts.extraVolumeMounts),
            ...extra,
        },
    };
}

/** Written in full: the operator's default is all or nothing, and without fsGroup the disk is not writable. */
function podSecurityContext(sysctls: readonly { name: string; value: string }[]): Record<string, unknown> {
    return {
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        fsGroupChangePolicy: "Always",
        supplementalGroups: [1000],
        ...nonEmptyList("sysctls", [...sysctls]),
    };
}

function resources(given: ResourcesArgs): Record<string, unknown> {
    return {
        requests: { cpu: given.cpuRequest, memory: given.memoryRequest },
        ...(given.cpuLimit !== undefined || given.memoryLimit !== undefined
            ? {
                  limits: {
                      ...(given.cpuLimit !== undefined ? { cpu: given.cpuLimit } : {}),
                      ...(given.memoryLimit !== undefined ? { memory: given.memoryLimit } : {}),
                  },
              }
            : {}),
    };
}

function volumeClaim(storage: CoreStorageArgs): Record<string, unknown> {
    if (storage.ephemeral) return {};
    return {
        volumeClaimTemplates: {
            accessModes: ["ReadWriteOnce"],
            ...(storage.storageClassName !== undefined ? { storageClassName: storage.storageClassName } : {}),
            resources: { requests: { storage: storage.size ?? "40Gi" } },
        },
    };
}

function nonEmpty(key: string, value: Record<string, unknown>): Record<string, unknown> {
    return Object.keys(value).length > 0 ? { [key]: value } : {};
}

function nonEmptyList(key: string, value: readonly unknown[]): Record<string, unknown> {
    return value.length > 0 ? { [key]: value } : {};
}

/** Labels that let a person find what belongs to the object. */
export function objectLabels(instance: string): Record<string, string> {
    return {
        "app.kubernetes.io/name": "emqx",
        "app.kubernetes.io/instance": instance,
        "app.kubernetes.io/managed-by": "pulumi",
    };
}
