import type { Role } from "../names";

/** What line 2.2 names its own way. Source: apis/apps/v2beta1/{const,names}.go. */

export const ON_SERVING = "apps.emqx.io/on-serving";
export const LAST_CONFIG = "apps.emqx.io/last-emqx-configuration";
/** The ReplicaSet controller's, which the operator sets. */
export const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

export const nameOf = {
    nodeCookie: (instance: string) => `${instance}-node-cookie`,
    bootstrapApiKey: (instance: string) => `${instance}-bootstrap-api-key`,
    configs: (instance: string) => `${instance}-configs`,
    headless: (instance: string) => `${instance}-headless`,
    dashboard: (instance: string) => `${instance}-dashboard`,
    listeners: (instance: string) => `${instance}-listeners`,
    role: (instance: string, role: Role) => `${instance}-${role}`,
};
