import { randomBytes } from "node:crypto";
import { codeOf, find } from "../../applied";
import { inNamespace, ownerReference } from "../../emqxObject";
import { recordEvent } from "../../events";
import { hoconValues } from "../../hocon";
import { instanceLabels, OPERATOR_API_USER } from "../../names";
import { nameOf } from "../names";
import type { Pass, Step } from "../pass";
import type { ApiKey } from "../spec";

/** Makes the cookie and the API keys unless they are there; what is there is never changed. */
export const bootstrap: Step = async (pass) => {
    const { emqx } = pass;
    const { name } = emqx.metadata;
    const keys = await apiKeyLines(pass);
    const cookie = hoconValues(emqx.spec.config.data ?? "").get("node.cookie") || random();
    await createSecret(pass, nameOf.nodeCookie(name), { node_cookie: cookie });
    await createSecret(pass, nameOf.bootstrapApiKey(name), {
        bootstrap_api_key: [...keys, `${OPERATOR_API_USER}:${random()}`].join("\n"),
    });
    return undefined;
};

/** Whether the operator finds its own API key; false when there is no Secret yet. */
export async function hasApiKey(pass: Pass): Promise<boolean> {
    const { name } = pass.emqx.metadata;
    const path = `${inNamespace(pass.emqx, "/api/v1")}/secrets/${nameOf.bootstrapApiKey(name)}`;
    const secret = await find(pass.kube, path);
    if (secret === undefined) return false;
    const text = Buffer.from(secret.data?.bootstrap_api_key ?? "", "base64").toString("utf8");
    if (text.split("\n").some((line) => line.startsWith(`${OPERATOR_API_USER}:`))) return true;
    throw new Error("the secret does not contain the bootstrap_api_key");
}

async function createSecret(
    { kube, emqx }: Pass,
    name: string,
    stringData: Record<string, string>,
): Promise<void> {
    try {
        await kube.request("POST", `${inNamespace(emqx, "/api/v1")}/secrets`, {
            apiVersion: "v1",
            kind: "Secret",
            metadata: {
                name,
                labels: { ...emqx.metadata.labels, ...instanceLabels(emqx.metadata.name) },
                ownerReferences: [ownerReference(emqx)],
            },
            stringData,
        });
    } catch (error) {
        if (codeOf(error) !== 409) throw error;
    }
}

async function apiKeyLines(pass: Pass): Promise<string[]> {
    const lines: string[] = [];
    for (const key of pass.emqx.spec.bootstrapAPIKeys ?? []) {
        try {
            lines.push(await apiKeyLine(pass, key));
        } catch (error) {
            await recordEvent(pass, "Warning", "GetBootStrapSecretRef", (error as Error).message);
            throw error;
        }
    }
    return lines;
}

async function apiKeyLine(pass: Pass, { key, secret, secretRef }: ApiKey): Promise<string> {
    if (secretRef === undefined) return `${key}:${secret}`;
    const read = async ({ secretName, secretKey }: { secretName: string; secretKey: string }) => {
        const path = `${inNamespace(pass.emqx, "/api/v1")}/secrets/${secretName}`;
        const value = (await pass.kube.request("GET", path)).data?.[secretKey];
        if (value === undefined) throw new Error("secret does not contain the key");
        return Buffer.from(value, "base64").toString("utf8");
    };
    return `${await read(secretRef.key)}:${await read(secretRef.secret)}`;
}

function random(): string {
    return randomBytes(32).toString("hex");
}
