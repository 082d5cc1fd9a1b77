/** Labels, annotations and object names of operator 2.2. Source: apis/apps/v2beta1/{const,names}.go. */

export type Role = "core" | "replicant";

export const INSTANCE = "apps.emqx.io/instance";
export const MANAGED_BY = "apps.emqx.io/managed-by";
export const DB_ROLE = "apps.emqx.io/db-role";
export const POD_TEMPLATE_HASH = "apps.emqx.io/pod-template-hash";
export const ON_SERVING = "apps.emqx.io/on-serving";
export const LAST_CONFIG = "apps.emqx.io/last-emqx-configuration";
export const LAST_APPLIED = "apps.emqx.io/last-applied";
export const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

/** The user of EMQX's API that the operator signs in as. */
export const OPERATOR_API_USER = "emqx-operator-controller";

export const EMQX_CONTAINER = "emqx";

export type Labels = Record<string, string>;

export function instanceLabels(instance: string): Labels {
    return { [INSTANCE]: instance, [MANAGED_BY]: "emqx-operator" };
}

export function roleLabels(instance: string, role: Role): Labels {
    return { ...instanceLabels(instance), [DB_ROLE]: role };
}

/** As a query parameter of a list request. */
export function selectorQuery(labels: Labels): string {
    const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    return `labelSelector=${encodeURIComponent(selector.join(","))}`;
}

export const nameOf = {
    nodeCookie: (instance: string) => `${instance}-node-cookie`,
    bootstrapApiKey: (instance: string) => `${instance}-bootstrap-api-key`,
    configs: (instance: string) => `${instance}-configs`,
    headless: (instance: string) => `${instance}-headless`,
    dashboard: (instance: string) => `${instance}-dashboard`,
    listeners: (instance: string) => `${instance}-listeners`,
    role: (instance: string, role: Role) => `${instance}-${role}`,
};
