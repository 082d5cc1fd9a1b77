/** Key of the dashboard's password, quoted as HOCON, which is how EMQX reads its environment. */
export const DASHBOARD_PASSWORD_KEY = "password.hocon";

/** Names of the Secrets in EMQX's namespace that belong to one EMQX object. */
export interface SecretNames {
    /** Name that operator 2.2 expects; it keeps a Secret that exists. */
    readonly nodeCookie: string;
    /** Name that operator 2.2 expects; it keeps a Secret that exists. */
    readonly bootstrapApiKey: string;
    readonly dashboard: string;
    readonly license: string;
    readonly environment: string;
}

export function secretNames(instance: string): SecretNames {
    return {
        nodeCookie: `${instance}-node-cookie`,
        bootstrapApiKey: `${instance}-bootstrap-api-key`,
        dashboard: `${instance}-dashboard-user`,
        license: `${instance}-license`,
        environment: `${instance}-environment`,
    };
}
