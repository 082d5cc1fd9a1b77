import { objectType } from "../../provider/emqx/lines";
import { secretNames } from "../../provider/emqx/secrets/secretNames";
import type { LiveObject } from "./liveObjects";
import type { Program } from "./program";

/** What of a cluster there is already, and the engine has to know before the first update. */
interface Imported {
    readonly type: string;
    readonly name: string;
    readonly id?: string;
    readonly component?: true;
    readonly parent?: string;
}

/**
 * Shell lines that bring a live cluster into a stack's state. Secrets go from the cluster into the state without a file between
 * them. Source: pulumi/pulumi, pkg/cmd/pulumi/operations/import.go, importSpec, 2026-08-21.
 */
export function importLines({ namespace, instance, line }: LiveObject, { name, secrets }: Program): string[] {
    const { nodeCookie, bootstrapApiKey } = secretNames(instance);
    const inCluster = (id: string) => `${namespace}/${id}`;
    const key = (secret: string, field: string) =>
        `$(kubectl --namespace ${namespace} get secret ${secret} --output 'jsonpath={.data.${field}}' | base64 --decode`;
    const parent = name;
    const all: Imported[] = [
        { type: "emqx-ack:index:EmqxCluster", name, component: true },
        { type: objectType(line), name: `${name}-emqx`, id: inCluster(instance), parent },
        { type: "kubernetes:core/v1:Secret", name: `${name}-node-cookie`, id: inCluster(nodeCookie), parent },
        {
            type: "kubernetes:core/v1:Secret",
            name: `${name}-bootstrap-api-key`,
            id: inCluster(bootstrapApiKey),
            parent,
        },
        {
            type: "random:index/randomPassword:RandomPassword",
            name: `${name}-node-cookie`,
            id: `${key(nodeCookie, "node_cookie")})`,
            parent,
        },
        {
            type: "random:index/randomPassword:RandomPassword",
            name: `${name}-operator-api-key`,
            id: `${key(bootstrapApiKey, "bootstrap_api_key")} | sed -n 's/^emqx-operator-controller://p')`,
            parent,
        },
    ];
    return [
        ...secrets.map(({ key: secret, command }) =>
            command === undefined
                ? `pulumi config set --secret ${secret}   # asks for the value`
                : `${command} | pulumi config set --secret ${secret}`,
        ),
        "pulumi import --yes --protect=false --generate-code=false --file /dev/stdin <<EOF",
        ...JSON.stringify({ resources: all }, undefined, 2).split("\n"),
        "EOF",
        "pulumi preview --diff",
    ];
}
