import { randomBytes } from "node:crypto";
import { codeOf, find } from "../../../applied";
import { inNamespace, ownerReference } from "../../../emqxObject";
import { instanceLabels, OPERATOR_API_USER } from "../../../names";
import { nameOf } from "../names";
import type { Round, Step } from "../round";

/** Makes the cookie and the operator's API key unless they are there; what is there is never changed, and gets no owner. */
export const addBootstrap: Step = async (round) => {
    const { name } = round.emqx.metadata;
    await createSecret(round, nameOf.nodeCookie(name), "node_cookie", random());
    const key = `${OPERATOR_API_USER}:${random()}`;
    await createSecret(round, nameOf.bootstrapApiKey(name), "bootstrap_api_key", key);
    return undefined;
};

/** Nothing is made and nothing is said of an object whose Secret has no line of the operator's. Recorded: api-key-secret-without-operator-line. */
export const setupAPIRequester: Step = async ({ kube, emqx }) => {
    const { name } = emqx.metadata;
    const secret = await find(
        kube,
        `${inNamespace(emqx, "/api/v1")}/secrets/${nameOf.bootstrapApiKey(name)}`,
    );
    const text = Buffer.from(secret?.data?.bootstrap_api_key ?? "", "base64").toString("utf8");
    if (!text.split("\n").some((line) => line.startsWith(`${OPERATOR_API_USER}:`))) {
        throw new Error("secret does not contain `bootstrap_api_key`");
    }
    return undefined;
};

async function createSecret({ kube, emqx }: Round, name: string, key: string, value: string): Promise<void> {
    try {
        await kube.request("POST", `${inNamespace(emqx, "/api/v1")}/secrets`, {
            apiVersion: "v1",
            kind: "Secret",
            metadata: {
                name,
                labels: instanceLabels(emqx.metadata.name),
                ownerReferences: [ownerReference(emqx)],
            },
            stringData: { [key]: value },
        });
    } catch (error) {
        if (codeOf(error) !== 409) throw error;
    }
}

function random(): string {
    return randomBytes(32).toString("hex");
}
