import { type Edition, releaseOf } from "../../../../emqx";
import { find } from "../../../applied";
import { isTrue } from "../../../blueGreen/conditions";
import { LAST_CONFIG, nameOf } from "../../../blueGreen/names";
import { inNamespace, ownerReference } from "../../../emqxObject";
import { recordEvent } from "../../../events";
import { hoconValues } from "../../../hocon";
import { instanceLabels } from "../../../names";
import type { Emqx } from "../emqxObject";
import { type Pass, type Step, writeEmqx } from "../pass";

const DEFAULT_LISTENERS = [
    "listeners.tcp.default.bind = 1883",
    "listeners.ssl.default.bind = 8883",
    "listeners.ws.default.bind  = 8083",
    "listeners.wss.default.bind = 8084",
].join("\n");

export function fullConfig(emqx: Emqx): string {
    return `${DEFAULT_LISTENERS}\n\n${emqx.spec.config.data ?? ""}`;
}

/**
 * Source: sync_emqx_config.go, 2.2.29. One thing a pass: makes the ConfigMap that new pods boot from unless there is one (of whatever content), marks
 * the object with the configuration it began with, or pushes a changed one to the brokers.
 */
export const syncConfig: Step = async (pass) => {
    const { kube, emqx } = pass;
    const { metadata, spec } = emqx;
    const collection = `${inNamespace(emqx, "/api/v1")}/configmaps`;
    if ((await find(kube, `${collection}/${nameOf.configs(metadata.name)}`)) === undefined) {
        await kube.request("POST", collection, configMap(emqx, [ownerReference(emqx)]));
        return undefined;
    }
    const data = spec.config.data ?? "";
    const last = metadata.annotations?.[LAST_CONFIG];
    if (last === undefined) return mark(pass, data);
    if (last === data || !pass.apiAnswers || !isTrue(emqx.status.conditions, "CoreNodesReady")) {
        return undefined;
    }
    await tellWhatIsReadOnly(pass);
    const [core] = emqx.status.coreNodes;
    if (core !== undefined) {
        const release = releaseOf(core.version, core.edition as Edition);
        await pass.brokers.pushConfig({
            emqx,
            release,
            text: fullConfig(emqx),
            mode: spec.config.mode ?? "Merge",
        });
    }
    // Without owner: from here on the ConfigMap outlives the object.
    await kube.request("PUT", `${collection}/${nameOf.configs(metadata.name)}`, configMap(emqx, []));
    return mark(pass, data);
};

function configMap(emqx: Emqx, ownerReferences: object[]): object {
    const { name, labels } = emqx.metadata;
    return {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: {
            name: nameOf.configs(name),
            labels: { ...labels, ...instanceLabels(name) },
            ownerReferences,
        },
        data: { "emqx.conf": fullConfig(emqx) },
    };
}

/** Writes the whole object: the first time this moves its generation. */
async function mark(pass: Pass, data: string): Promise<undefined> {
    const { metadata } = pass.emqx;
    metadata.annotations = { ...metadata.annotations, [LAST_CONFIG]: data };
    await writeEmqx(pass);
    return undefined;
}

async function tellWhatIsReadOnly(pass: Pass): Promise<void> {
    const [major = 0, minor = 0] = (pass.emqx.status.coreNodes[0]?.version ?? "").split(".").map(Number);
    if (major > 5 || minor >= 7) return;
    const roots = new Set([...hoconValues(fullConfig(pass.emqx)).keys()].map((path) => path.split(".")[0]));
    for (const root of ["node", "cluster", "dashboard", "rpc"].filter((name) => roots.has(name))) {
        const message = `Won't update \`${root}\` config, because it's readonly config`;
        await recordEvent(pass, "Normal", "WontUpdateReadOnlyConfig", message);
    }
}
