/** Key of the dashboard's password, quoted as HOCON, which is how EMQX reads its environment. */
export const DASHBOARD_PASSWORD_KEY = "password.hocon";

/** Key of the license in its Secret, and so the name of the mounted file. */
export const LICENSE_FILE = "license.key";

/** User of EMQX's API that the operator looks up in the bootstrap Secret. Source: apis/apps/v2beta1/const.go at 2.2.29. */
export const OPERATOR_API_USER = "emqx-operator-controller";

/** Names of the Secrets in EMQX's namespace that belong to one EMQX object. */
export interface SecretNames {
    /** Name that the operator expects; it keeps a Secret that exists. */
    readonly nodeCookie: string;
    /** Name that the operator expects; it keeps a Secret that exists. */
    readonly bootstrapApiKey: string;
    readonly dashboard: string;
    readonly license: string;
    readonly environment: string;
    /** Files that the configuration names. */
    readonly files: string;
}

export function secretNames(instance: string): SecretNames {
    return {
        nodeCookie: `${instance}-node-cookie`,
        bootstrapApiKey: `${instance}-bootstrap-api-key`,
        dashboard: `${instance}-dashboard-user`,
        license: `${instance}-license`,
        environment: `${instance}-environment`,
        files: `${instance}-files`,
    };
}
