import type { Kube, LiveObject } from "../controlPlane/kube";

const TUNING_PODS = "app.kubernetes.io/name=emqx-ack-node-tuning";

/** The work of node tuning pods, which do not really run: each patches its node as its script says. */
export async function nodeTuning(kube: Kube): Promise<void> {
    const query = new URLSearchParams({ labelSelector: TUNING_PODS });
    const { items } = await kube.request("GET", `/api/v1/pods?${query}`);
    const running = (items as LiveObject[]).filter(({ status }) => status.phase === "Running");
    await Promise.allSettled(running.map((pod) => tune(kube, pod)));
}

async function tune(kube: Kube, { metadata, spec }: LiveObject): Promise<void> {
    const scripts = spec.volumes.find((volume: LiveObject) => volume.configMap !== undefined);
    const [config, node] = await Promise.all([
        kube.get({
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: scripts.configMap.name, namespace: metadata.namespace },
        }),
        kube.get({ apiVersion: "v1", kind: "Node", metadata: { name: spec.nodeName } }),
    ]);
    const patch = /--data '(\{.*?\})'/.exec(config?.data["tune.sh"] ?? "")?.[1];
    if (patch === undefined || node === undefined) return;
    const { labels } = JSON.parse(patch).metadata;
    const isDone = Object.entries(labels).every(([key, value]) => node.metadata.labels[key] === value);
    if (!isDone) await kube.mergePatch(node, JSON.parse(patch));
}
