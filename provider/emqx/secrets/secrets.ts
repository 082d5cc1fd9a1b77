import { createHmac } from "node:crypto";
import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { objectLabels } from "../../naming/labels";
import type { ApiKeyArgs, EmqxClusterArgs } from "../args/emqxClusterArgs";
import { hoconText } from "../config/hocon/text";
import { type Keeping, keptValue, keptValues } from "./kept";
import { DASHBOARD_PASSWORD_KEY, LICENSE_FILE, OPERATOR_API_USER, type SecretNames } from "./secretNames";

export interface ClusterSecrets {
    /** Every Secret that has to exist before the EMQX object. */
    readonly resources: pulumi.Resource[];
    readonly dashboardPassword: pulumi.Output<string>;
    /**
     * Changes with the secret environment, which a container gets at its start: in the pod template it makes the operator
     * roll the pods. Keyed with the cookie, so that it tells nothing about the secrets. API keys are no part of it: nodes read
     * them at their start, and none is restarted for them.
     */
    readonly revision: pulumi.Output<string>;
}

/** The EMQX cluster that the secrets are of. */
export interface SecretOwner {
    readonly instance: string;
    readonly namespace: pulumi.Input<string>;
    readonly secrets: SecretNames;
    readonly dashboardUsername: pulumi.Input<string>;
    /** Variables as a container is to get them. */
    readonly secretEnvironment: { readonly [name: string]: pulumi.Input<string> };
}

/**
 * Cookie, API keys, dashboard password, license, secret environment and files, made before the EMQX object. Owned by the
 * stack and not by the object, so that a re-created object finds the same cookie on its old disks.
 */
export function createSecrets(
    name: string,
    { instance, secrets: names, namespace, dashboardUsername, secretEnvironment }: SecretOwner,
    args: EmqxClusterArgs,
    opts: pulumi.CustomResourceOptions,
    keeping?: Keeping,
): ClusterSecrets {
    // No special characters: these end up in a line-based file and in Erlang's command line.
    const generated = (role: string, length: number, protect?: boolean) =>
        new random.RandomPassword(`${name}-${role}`, { length, special: false }, { ...opts, protect }).result;
    const made = {
        node_cookie: generated("node-cookie", 64, args.protect),
        operator_api_key: generated("operator-api-key", 64),
        ...(args.dashboard?.password === undefined
            ? { dashboard_password: generated("dashboard-password", 24) }
            : {}),
    };

    const secret = (
        role: string,
        secretName: string,
        stringData: Record<string, pulumi.Input<string>>,
        own: pulumi.CustomResourceOptions = {},
    ) =>
        new core.Secret(
            `${name}-${role}`,
            {
                metadata: { name: secretName, namespace, labels: objectLabels(instance) },
                stringData: pulumi.secret(stringData),
            },
            { ...opts, ...keeping?.options, ...own },
        );
    const values = cookieSecret(secret, names.nodeCookie, made, args.protect, keeping);
    const { operatorKey } = values;
    const dashboardPassword = pulumi.secret(args.dashboard?.password ?? values.dashboardPassword);
    const apiKeys = bootstrapApiKeys(args.apiKeys ?? [], operatorKey);
    const resources: pulumi.Resource[] = [
        values.resource,
        secret("bootstrap-api-key", names.bootstrapApiKey, { bootstrap_api_key: apiKeys }),
        secret("dashboard-user", names.dashboard, {
            username: dashboardUsername,
            password: dashboardPassword,
            [DASHBOARD_PASSWORD_KEY]: dashboardPassword.apply(hoconText),
        }),
    ];
    if (args.licenseKey !== undefined) {
        resources.push(secret("license", names.license, { [LICENSE_FILE]: args.licenseKey }));
    }
    if (Object.keys(secretEnvironment).length > 0) {
        resources.push(secret("environment", names.environment, secretEnvironment));
    }
    if (Object.keys(args.secretFiles ?? {}).length > 0) {
        resources.push(secret("files", names.files, args.secretFiles ?? {}));
    }
    // By what was made and not by what is kept, which a preview of a new cluster does not know.
    const revision = pulumi.all([made.node_cookie, secretEnvironment]).apply(([key, environment]) =>
        createHmac("sha256", key)
            // Sorted, so that a reordered map restarts nothing.
            .update(JSON.stringify(Object.entries(environment).sort()))
            .digest("hex")
            .slice(0, 16),
    );
    return { resources, dashboardPassword, revision: pulumi.unsecret(revision) };
}

/** Values that are made once for a cluster. */
interface MadeOnce {
    readonly node_cookie: pulumi.Output<string>;
    readonly operator_api_key: pulumi.Output<string>;
    readonly dashboard_password?: pulumi.Output<string>;
}

type MakeSecret = (
    role: string,
    secretName: string,
    stringData: Record<string, pulumi.Input<string>>,
    own?: pulumi.CustomResourceOptions,
) => core.Secret;

/** The Secret with the cookie, which keeps the other values of a cluster that outlives its stack as well. */
function cookieSecret(
    secret: MakeSecret,
    secretName: string,
    made: MadeOnce,
    protect: boolean | undefined,
    keeping: Keeping | undefined,
) {
    const { node_cookie, operator_api_key, dashboard_password = pulumi.output("") } = made;
    if (keeping === undefined) {
        const resource = secret("node-cookie", secretName, { node_cookie }, { protect });
        return {
            resource,
            operatorKey: operator_api_key,
            dashboardPassword: dashboard_password,
        };
    }
    const resource = secret("node-cookie", secretName, keptValues({ ...made }, keeping.found(secretName)), {
        protect,
        ignoreChanges: ["stringData", "data"],
    });
    return {
        resource,
        operatorKey: keptValue(resource, "operator_api_key", operator_api_key),
        dashboardPassword: keptValue(resource, "dashboard_password", dashboard_password),
    };
}

/**
 * Lines `key:secret`, the operator's own first: EMQX loads none that comes after a line that it does not take, and without its
 * key the operator can ask no node. Source: emqx_mgmt_auth.erl (add_bootstrap_file), v5.7.2 and e5.8.11.
 */
function bootstrapApiKeys(
    keys: readonly ApiKeyArgs[],
    operatorKey: pulumi.Output<string>,
): pulumi.Output<string> {
    const lines = [...keys].map(({ key, secret }) => pulumi.interpolate`${key}:${secret}`);
    return pulumi
        .all([pulumi.all(lines), operatorKey])
        .apply(([own, operator]) => [`${OPERATOR_API_USER}:${operator}`, ...own.sort()].join("\n"));
}
