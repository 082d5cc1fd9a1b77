import { ownerReference } from "../emqxObject";
import { fingerprint } from "../fingerprint";
import { LAST_APPLIED, type Labels, POD_TEMPLATE_HASH, type Role } from "../names";
import { nameOf } from "./names";
import type { BlueGreenEmqx } from "./pass";
import { claimsVolume, type PodTemplate } from "./podTemplate";
import type { NodeTemplate } from "./spec";

/** A StatefulSet or ReplicaSet as the operator wants it. */
export interface NodeSet {
    readonly role: Role;
    readonly hash: string;
    /** Of the pod template without its hash label; another one means another set. */
    readonly templateFingerprint: string;
    readonly manifest: Record<string, any>;
}

/** Where the stand-in remembers what it made a set from; the real operator keeps the whole object there. */
export const TEMPLATE_FINGERPRINT = `${LAST_APPLIED}-template`;
export const CLAIMS_FINGERPRINT = `${LAST_APPLIED}-claims`;

/** A line's pod template for a role, as it is hashed and with what the dashboard's ports add to it. */
export interface PodTemplates {
    readonly base: PodTemplate;
    readonly full: PodTemplate;
}

/**
 * The set that carries a role's template. The hash in its name is taken before the dashboard's port comes in, so
 * that two templates which differ in that alone want the same name; `collisions` then makes another one.
 */
export function setOf(
    emqx: BlueGreenEmqx,
    role: Role,
    template: NodeTemplate,
    { base, full }: PodTemplates,
    collisions: number,
    salt: string,
): NodeSet {
    const hash = fingerprint([base, collisions, salt]).slice(0, 10);
    const labels: Labels = { ...base.metadata.labels, [POD_TEMPLATE_HASH]: hash };
    const templateFingerprint = fingerprint([full, salt]);
    const claims = volumeClaims(emqx, role, template, base);
    return {
        role,
        hash,
        templateFingerprint,
        manifest: {
            apiVersion: "apps/v1",
            kind: role === "core" ? "StatefulSet" : "ReplicaSet",
            metadata: {
                name: `${nameOf.role(emqx.metadata.name, role)}-${hash}`,
                namespace: emqx.metadata.namespace,
                labels,
                annotations: {
                    ...template.metadata.annotations,
                    [TEMPLATE_FINGERPRINT]: templateFingerprint,
                    [CLAIMS_FINGERPRINT]: fingerprint(claims),
                },
                ownerReferences: [ownerReference(emqx)],
            },
            spec: {
                ...(role === "core"
                    ? {
                          serviceName: nameOf.headless(emqx.metadata.name),
                          podManagementPolicy: "Parallel",
                          volumeClaimTemplates: claims,
                      }
                    : {}),
                replicas: template.spec.replicas,
                selector: { matchLabels: labels },
                template: labelled(full, labels),
            },
        },
    };
}

function labelled(template: PodTemplate, labels: Labels): PodTemplate {
    return { ...template, metadata: { ...template.metadata, labels } };
}

function volumeClaims(
    emqx: BlueGreenEmqx,
    role: Role,
    template: NodeTemplate,
    { metadata: { labels } }: PodTemplate,
): object[] {
    if (!claimsVolume(role, template)) return [];
    const { name, namespace } = emqx.metadata;
    return [
        {
            apiVersion: "v1",
            kind: "PersistentVolumeClaim",
            metadata: { name: `${nameOf.role(name, role)}-data`, namespace, labels },
            spec: { volumeMode: "Filesystem", ...template.spec.volumeClaimTemplates },
        },
    ];
}
