import type { Input } from "@pulumi/pulumi";
import { POD_TEMPLATE_HASH_LABEL, podSelector } from "../../../naming/labels";
import type { CoreStorageArgs, ResourcesArgs } from "../../args/nodesArgs";
import { podPortName } from "../../listeners/listeners";
import type { EmqxObject } from "./object";
import type { Role } from "./observation";

/**
 * The pod template that all operator lines share. Pure: values in, plain object out. What is written although the operator
 * has a default for it, is written because the default hurts.
 */

export type PodParts = Record<string, unknown>;

/** The parts of a role's template that end up in its pods. */
export function podParts(emqx: EmqxObject, role: Role): PodParts {
    const nodes = emqx.roles[role];
    return {
        resources: resources(nodes.resources),
        ...nonEmpty("nodeSelector", { ...nodes.nodeSelector }),
        ...nonEmptyList("tolerations", nodes.tolerations),
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
        podSecurityContext: podSecurityContext(nodes.sysctls),
        containerSecurityContext: { runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true },
        ...nonEmptyList("initContainers", nodes.initContainers),
        env: [...emqx.env],
        ports: emqx.listeners
            .filter(({ enabled }) => enabled)
            .map(({ key, bind, protocol }) => ({ name: podPortName(key), containerPort: bind, protocol })),
        ...nonEmptyList("extraVolumes", emqx.mounts.extraVolumes),
        ...nonEmptyList("extraVolumeMounts", emqx.mounts.extraVolumeMounts),
    };
}

/** What makes up a role's pods: its parts of the template, and what the object as a whole puts into them. */
export function podContent(emqx: EmqxObject, parts: PodParts): Record<string, unknown> {
    const { image, imagePullSecrets, podAnnotations, secretRevision } = emqx;
    return { image, imagePullSecrets, podAnnotations, secretRevision, pod: parts };
}

/** Spec of the claim for a core's disk; undefined where its data goes with the pod. */
export function diskClaim({
    ephemeral,
    storageClassName,
    size,
}: CoreStorageArgs): Record<string, unknown> | undefined {
    if (ephemeral) return undefined;
    return {
        accessModes: ["ReadWriteOnce"],
        ...(storageClassName !== undefined ? { storageClassName } : {}),
        resources: { requests: { storage: size } },
    };
}

/** Written in full: the operator's default is all or nothing, and without fsGroup the disk is not writable. */
function podSecurityContext(
    sysctls: readonly { readonly name: string; readonly value: string }[],
): Record<string, unknown> {
    return {
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        fsGroupChangePolicy: "Always",
        supplementalGroups: [1000],
        ...nonEmptyList("sysctls", sysctls),
    };
}

function resources(given: ResourcesArgs): Record<string, unknown> {
    const limits = {
        ...optional("cpu", given.cpuLimit),
        ...optional("memory", given.memoryLimit),
    };
    return {
        requests: { cpu: given.cpuRequest, memory: given.memoryRequest },
        ...nonEmpty("limits", limits),
    };
}

function optional(key: string, value: Input<string> | undefined): Record<string, unknown> {
    return value === undefined ? {} : { [key]: value };
}

function nonEmpty(key: string, value: Record<string, unknown>): Record<string, unknown> {
    return Object.keys(value).length > 0 ? { [key]: value } : {};
}

function nonEmptyList(key: string, value: readonly unknown[]): Record<string, unknown> {
    return value.length > 0 ? { [key]: [...value] } : {};
}
