import type { Role } from "../../names";

/** What line 3.0 names its own way. Source: api/v3beta1/{const,labels,names}.go at 2d14a904 and later. */

/** Of a replicant that the operator has committed itself to removing. */
export const SCALING_DOWN = "apps.emqx.io/scaling-down";
/** The ReplicaSet controller's, which the operator sets. */
export const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
/** Of a pod template: what its start-up configuration is. Absent where there is none. */
export const STARTUP_REVISION = "apps.emqx.io/startup-config-revision";
/** Of the core set: ordinals from its replicas up to this are being retired. */
export const WATERMARK = "apps.emqx.io/core-retirement-pod-ordinal-watermark";
export const WATERMARK_UPDATED_AT = "apps.emqx.io/core-retirement-pod-ordinal-updated-at";
/** Kubernetes' own: the revision of a StatefulSet that a pod was made from. */
export const POD_REVISION = "controller-revision-hash";

export const nameOf = {
    nodeCookie: (instance: string) => `${instance}-node-cookie`,
    bootstrapApiKey: (instance: string) => `${instance}-bootstrap-api-key`,
    configs: (instance: string) => `${instance}-configs`,
    headless: (instance: string) => `${instance}-headless`,
    dashboard: (instance: string) => `${instance}-dashboard`,
    listeners: (instance: string) => `${instance}-listeners`,
    role: (instance: string, role: Role) => `${instance}-${role}`,
};
