/** Labels and annotations that every line of the operator has. Source: apis/apps/v2beta1/const.go; recordings of 2.3 and 3.0. */

export type Role = "core" | "replicant";

export const INSTANCE = "apps.emqx.io/instance";
export const MANAGED_BY = "apps.emqx.io/managed-by";
export const DB_ROLE = "apps.emqx.io/db-role";
export const POD_TEMPLATE_HASH = "apps.emqx.io/pod-template-hash";
export const LAST_APPLIED = "apps.emqx.io/last-applied";

export const EMQX_CONTAINER = "emqx";

/** The user of EMQX's API that the operator signs in as. */
export const OPERATOR_API_USER = "emqx-operator-controller";

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
