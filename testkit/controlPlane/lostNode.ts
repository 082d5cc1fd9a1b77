import type { Kube, LiveObject } from "./kube";
import { SILENT_ANNOTATION } from "./stages";
import { waitUntil } from "./waitUntil";

const UNREACHABLE_TAINT = "node.kubernetes.io/unreachable";

/** The controller manager looks at all nodes every 5 s. */
const TAINT_LIMIT_MS = 30_000;

/**
 * A machine that is gone without a word: its kubelet says nothing more of the node and ends no pod on it. What Kubernetes writes after its
 * grace period is written at once: the node's conditions are `Unknown`, `Ready` of its pods is false, and `ContainersReady` stays as it
 * was. Resolves when the controller manager has tainted the node. `removeNodes` takes it away.
 * Source: Kubernetes 1.34, node_lifecycle_controller.go (tryUpdateNodeHealth) and controller_utils.go (MarkPodsNotReady).
 */
export async function loseNode(kube: Kube, name: string): Promise<void> {
    const silent = { metadata: { annotations: { [SILENT_ANNOTATION]: "true" } } };
    const node = { apiVersion: "v1", kind: "Node", metadata: { name } };
    const { status } = await kube.mergePatch(node, silent);
    const pods = (await kube.list({ apiVersion: "v1", kind: "Pod" })).filter(
        ({ spec }) => spec.nodeName === name,
    );
    const lost = await Promise.all(pods.map((pod) => kube.mergePatch(referenceTo(pod), silent)));
    const now = new Date().toISOString();
    const unknown = status.conditions.map((condition: LiveObject) => ({
        ...condition,
        status: "Unknown",
        reason: "NodeStatusUnknown",
        message: "Kubelet stopped posting node status.",
        lastTransitionTime: now,
    }));
    await kube.mergePatch(node, { status: { conditions: unknown } }, "status");
    for (const pod of lost) {
        const conditions = pod.status.conditions.map((condition: LiveObject) =>
            condition.type === "Ready"
                ? { ...condition, status: "False", lastTransitionTime: now }
                : condition,
        );
        await kube.mergePatch(referenceTo(pod), { status: { conditions } }, "status");
    }
    await waitUntil(`node ${name} is unreachable`, TAINT_LIMIT_MS, async () => {
        const live = await kube.get(node);
        return live?.spec.taints?.some(({ key }: LiveObject) => key === UNREACHABLE_TAINT) || undefined;
    });
}

function referenceTo({ metadata: { name, namespace } }: LiveObject) {
    return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace } };
}
