import { ownerReference } from "../../emqxObject";
import { fingerprint } from "../../fingerprint";
import { LAST_APPLIED, POD_TEMPLATE_HASH, roleLabels } from "../../names";
import type { Emqx } from "./emqxObject";
import { nameOf } from "./names";
import { podTemplate, templateOf } from "./podTemplate";
import { annotationsOf, newRetirement } from "./retirement";

/**
 * The one StatefulSet of cores. Its claims go with it, and with each pod that it has one less of. Source: add_core_set.go at aa2c412b;
 * objects-created.yaml.
 */
export function wantedCoreSet(emqx: Emqx, salt: string): Record<string, any> {
    const template = templateOf(emqx, "core");
    const { name, namespace } = emqx.metadata;
    const labels = roleLabels(name, "core");
    const spec = {
        serviceName: nameOf.headless(name),
        minReadySeconds: template.spec.minReadySeconds,
        updateStrategy: { type: "OnDelete" },
        podManagementPolicy: "Parallel",
        persistentVolumeClaimRetentionPolicy: { whenScaled: "Delete", whenDeleted: "Delete" },
        selector: { matchLabels: labels },
        template: podTemplate(emqx, "core", salt),
        volumeClaimTemplates: [
            {
                apiVersion: "v1",
                kind: "PersistentVolumeClaim",
                metadata: { name: `${nameOf.role(name, "core")}-data`, namespace, labels },
                spec: claimSpec(template.spec.persistentVolumeClaimSpec),
            },
        ],
    };
    return {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: {
            name: nameOf.role(name, "core"),
            namespace,
            labels: { ...template.metadata?.labels, ...labels },
            annotations: {
                ...template.metadata?.annotations,
                ...annotationsOf(newRetirement(template.spec.replicas)),
                [LAST_APPLIED]: fingerprint([spec, template.metadata]),
            },
            ownerReferences: [ownerReference(emqx)],
        },
        spec: { ...spec, replicas: template.spec.replicas },
    };
}

function claimSpec(asked: Record<string, any> = {}): Record<string, any> {
    const { accessModes = [], resources, volumeMode = "Filesystem" } = asked;
    return {
        ...asked,
        accessModes: accessModes.length > 0 ? accessModes : ["ReadWriteOnce"],
        resources: { ...resources, requests: resources?.requests ?? { storage: "500Mi" } },
        volumeMode,
    };
}

/** A ReplicaSet for each template that replicants have had; `collisions` makes another name where one is taken. */
export function wantedReplicantSet(emqx: Emqx, salt: string): Record<string, any> {
    const template = templateOf(emqx, "replicant");
    const { name, namespace } = emqx.metadata;
    const pods = podTemplate(emqx, "replicant", salt);
    const { collisionCount = 0 } = emqx.status.replicantNodesStatus;
    const hash = fingerprint([pods, collisionCount]).slice(0, 10);
    const labels = { ...pods.metadata.labels, [POD_TEMPLATE_HASH]: hash };
    return {
        apiVersion: "apps/v1",
        kind: "ReplicaSet",
        metadata: {
            name: `${nameOf.role(name, "replicant")}-${hash}`,
            namespace,
            labels,
            annotations: { ...template.metadata?.annotations, [LAST_APPLIED]: fingerprint(pods) },
            ownerReferences: [ownerReference(emqx)],
        },
        spec: {
            minReadySeconds: template.spec.minReadySeconds,
            selector: { matchLabels: labels },
            template: { ...pods, metadata: { ...pods.metadata, labels } },
        },
    };
}
