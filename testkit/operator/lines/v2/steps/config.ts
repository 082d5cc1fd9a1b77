import { releaseOf } from "../../../../emqx";
import { find } from "../../../applied";
import { isTrue } from "../../../blueGreen/conditions";
import { nameOf } from "../../../blueGreen/names";
import { inNamespace, ownerReference } from "../../../emqxObject";
import { recordEvent } from "../../../events";
import { instanceLabels } from "../../../names";
import {
    BASE_CONFIG_FILE,
    LAST_CONFIG,
    lastApplied,
    withDefaults,
    withoutReadOnly,
    withoutUnchangeable,
} from "../config";
import { type Pass, type Step, writeEmqx } from "../pass";

/**
 * The ConfigMap that new pods boot from follows the text at once; the brokers get a changed one as soon as the cores are ready, and
 * the object is marked with it. Source: sync_emqx_config.go of the controllers of v2.
 */
export const syncConfig: Step = async (pass) => {
    const { emqx } = pass;
    const last = lastApplied(emqx);
    const data = emqx.spec.config.data ?? "";
    const { text, stripped } =
        last === undefined ? { text: data, stripped: [] } : withoutUnchangeable(data, withDefaults(last));
    if (await made(pass, text)) return undefined;
    if (stripped.length > 0 && (await rewritten(pass, text))) {
        const message = `Skipped unchangeable entries: [${stripped.join(" ")}]`;
        await recordEvent(pass, "Normal", "PartialConfigUpdate", message);
    } else await rewritten(pass, text);
    if (last === undefined) return mark(pass, text);
    if (last === text || !isTrue(emqx.status.conditions, "CoreNodesReady")) return undefined;
    await push(pass, text);
    await mark(pass, text);
    return "stop";
};

async function made(pass: Pass, text: string): Promise<boolean> {
    const { collection, manifest } = configMap(pass, text);
    if ((await find(pass.kube, `${collection}/${manifest.metadata.name}`)) !== undefined) return false;
    await pass.kube.request("POST", collection, manifest);
    return true;
}

async function rewritten(pass: Pass, text: string): Promise<boolean> {
    const { collection, manifest } = configMap(pass, text);
    const path = `${collection}/${manifest.metadata.name}`;
    const live = await pass.kube.request("GET", path);
    if (live.data?.[BASE_CONFIG_FILE] === manifest.data[BASE_CONFIG_FILE]) return false;
    await pass.kube.request("PUT", path, manifest);
    return true;
}

/** `emqx.conf` is mounted too, and empty: what stands in it would weigh more than what EMQX was told meanwhile. */
function configMap({ emqx }: Pass, text: string) {
    const { name, labels } = emqx.metadata;
    return {
        collection: `${inNamespace(emqx, "/api/v1")}/configmaps`,
        manifest: {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: {
                name: nameOf.configs(name),
                labels: { ...labels, ...instanceLabels(name) },
                ownerReferences: [ownerReference(emqx)],
            },
            data: { [BASE_CONFIG_FILE]: withDefaults(text), "emqx.conf": "" },
        },
    };
}

async function push(pass: Pass, text: string): Promise<void> {
    const { emqx, brokers } = pass;
    const { text: runtime, stripped } = withoutReadOnly(withDefaults(text));
    const core = emqx.status.coreNodes.find(({ status }) => status === "running");
    if (core?.version !== undefined) {
        const release = releaseOf(core.version, "Enterprise");
        await brokers.pushConfig({ emqx, release, text: runtime, mode: emqx.spec.config.mode ?? "Merge" });
    }
    if (stripped.length === 0) return;
    const message = `Skipped readonly entries: [${stripped.join(" ")}]`;
    await recordEvent(pass, "Normal", "PartialRuntimeConfigUpdate", message);
}

/** Writes the whole object: the first time this moves its generation. */
async function mark(pass: Pass, text: string): Promise<undefined> {
    const { metadata } = pass.emqx;
    metadata.annotations = { ...metadata.annotations, [LAST_CONFIG]: text };
    await writeEmqx(pass);
    return undefined;
}
