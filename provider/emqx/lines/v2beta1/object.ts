import * as pulumi from "@pulumi/pulumi";
import { POD_TEMPLATE_HASH_LABEL, podSelector, REVISION_ANNOTATION } from "../../../naming/labels";
import { toleration } from "../../../scheduling/toleration";
import type { EnvVar } from "../../config/environment";
import type { EvacuationArgs } from "../../emqxClusterArgs";
import { type Listener, podPortName } from "../../listeners/listeners";
import type { CoreNodesArgs, CoreStorageArgs, ReplicantNodesArgs, ResourcesArgs } from "../../nodesArgs";
import { EVACUATION_DEFAULTS } from "../../plan/defaults";
import { canonical } from "../../quantity";
import type { Mounts } from "../../secrets/mounts";
import type { Role } from "../observation";
import { revisionOf } from "../revision";

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
    readonly env: readonly pulumi.Input<EnvVar>[];
    readonly listeners: readonly Listener[];
    readonly mounts: Mounts;
    readonly podAnnotations: { [name: string]: pulumi.Input<string> };
    /** Changes with the secrets that EMQX reads at boot only. */
    readonly secretRevision: pulumi.Input<string>;
    readonly tuning: { readonly core: PodTuning; readonly replicant: PodTuning };
    readonly cores: CoreNodesArgs;
    readonly coreReplicas: number;
    readonly replicants: ReplicantNodesArgs;
    readonly replicantReplicas: number;
    readonly evacuation: EvacuationArgs;
}

/** What the kernel profile of a role's nodes means for its pods; empty without a profile. */
export interface PodTuning {
    readonly sysctls: readonly { name: string; value: string }[];
    readonly initContainers: readonly pulumi.Input<object>[];
    readonly nodeSelector: { [label: string]: pulumi.Input<string> };
}

/** Default resources: enough to try it with some ten thousand connections. */
export const CORE_RESOURCES: ResourcesArgs = { cpuRequest: "500m", memoryRequest: "1Gi" };
export const REPLICANT_RESOURCES: ResourcesArgs = { cpuRequest: "1", memoryRequest: "2Gi" };

export interface EmqxSpec {
    readonly spec: Record<string, unknown>;
    /** What the pod templates of each role carry as annotation; another one exactly when the operator makes a new set. */
    readonly revisions: Record<Role, pulumi.Output<string>>;
}

export function emqxSpec22(emqx: EmqxObject): EmqxSpec {
    const pods = {
        core: podParts(emqx, "core", emqx.cores, CORE_RESOURCES),
        replicant: podParts(emqx, "replicant", emqx.replicants, REPLICANT_RESOURCES),
    };
    const revisions = {
        // Disks too: with other ones the cores need a new set, since those of a running one cannot be changed.
        core: revision(emqx, { ...pods.core, ...volumeClaim(emqx.cores.storage ?? {}) }),
        replicant: revision(emqx, pods.replicant),
    };
    return { spec: spec(emqx, pods, revisions), revisions };
}

function spec(
    emqx: EmqxObject,
    pods: Record<Role, PodParts>,
    revisions: EmqxSpec["revisions"],
): Record<string, unknown> {
    const metadata = (role: Role) => ({
        annotations: { ...emqx.podAnnotations, [REVISION_ANNOTATION]: revisions[role] },
    });
    // Without maxUnavailable the operator's budgets allow 0 disruptions and no node can ever be drained.
    const size = (replicas: number) => ({ replicas, maxUnavailable: 1 });
    const pace = (name: keyof typeof EVACUATION_DEFAULTS) =>
        emqx.evacuation[name] ?? EVACUATION_DEFAULTS[name];
    return {
        image: emqx.image,
        imagePullPolicy: "IfNotPresent",
        ...(emqx.imagePullSecrets.length > 0
            ? { imagePullSecrets: emqx.imagePullSecrets.map((name) => ({ name })) }
            : {}),
        config: { mode: "Merge", data: emqx.configData },
        updateStrategy: {
            type: "Recreate",
            initialDelaySeconds: pace("initialDelaySeconds"),
            evacuationStrategy: {
                connEvictRate: pace("connectionsPerSecond"),
                sessEvictRate: pace("sessionsPerSecond"),
                waitTakeover: pace("waitTakeoverSeconds"),
            },
        },
        coreTemplate: {
            metadata: metadata("core"),
            spec: { ...size(emqx.coreReplicas), ...pods.core, ...volumeClaim(emqx.cores.storage ?? {}) },
        },
        // With 0 replicas and not absent: the operator leaves the pods of a template that disappears running.
        replicantTemplate: {
            metadata: metadata("replicant"),
            spec: { ...size(emqx.replicantReplicas), ...pods.replicant },
        },
        listenersServiceTemplate: { enabled: false },
    };
}

type PodParts = Record<string, unknown>;

/** The parts of a role's template that end up in its pods. */
function podParts(
    emqx: EmqxObject,
    role: Role,
    nodes: CoreNodesArgs | ReplicantNodesArgs,
    defaults: ResourcesArgs,
): PodParts {
    const tuning = emqx.tuning[role];
    return {
        resources: resources({
            ...nodes.resources,
            cpuRequest: nodes.resources?.cpuRequest ?? defaults.cpuRequest,
            memoryRequest: nodes.resources?.memoryRequest ?? defaults.memoryRequest,
        }),
        ...nonEmpty("nodeSelector", { ...tuning.nodeSelector, ...nodes.nodeSelector }),
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
        podSecurityContext: podSecurityContext(tuning.sysctls),
        containerSecurityContext: { runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true },
        ...nonEmptyList("initContainers", [...tuning.initContainers]),
        env: [...emqx.env],
        ports: emqx.listeners.map(({ kind, port, protocol }) => ({
            name: podPortName(kind),
            containerPort: port,
            protocol,
        })),
        ...nonEmptyList("extraVolumes", emqx.mounts.extraVolumes),
        ...nonEmptyList("extraVolumeMounts", emqx.mounts.extraVolumeMounts),
    };
}

function revision(emqx: EmqxObject, pod: PodParts): pulumi.Output<string> {
    const { image, imagePullSecrets, podAnnotations, secretRevision } = emqx;
    return pulumi.output({ image, imagePullSecrets, podAnnotations, secretRevision, pod }).apply(revisionOf);
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
        requests: { cpu: canonical(given.cpuRequest), memory: canonical(given.memoryRequest) },
        ...(given.cpuLimit !== undefined || given.memoryLimit !== undefined
            ? {
                  limits: {
                      ...(given.cpuLimit !== undefined ? { cpu: canonical(given.cpuLimit) } : {}),
                      ...(given.memoryLimit !== undefined ? { memory: canonical(given.memoryLimit) } : {}),
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
            resources: { requests: { storage: canonical(storage.size ?? "40Gi") } },
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
