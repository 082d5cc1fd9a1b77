import type { Kube, LiveObject } from "./kube";
import { NOT_SERVING_ANNOTATION } from "./stages";

/** EMQX's answer by which a node that sends its clients away leaves its Services. */
const AVAILABILITY = "/api/v5/load_rebalance/availability_check";

/**
 * Does what the kubelet's readiness probe does in a pod whose probe asks EMQX whether it is available: the fake kubelet takes the pod out
 * of service, or into it again.
 */
export async function probeAvailability(
    kube: Pick<Kube, "mergePatch">,
    pod: LiveObject,
    isAvailable: boolean,
): Promise<void> {
    const asks = pod.spec.containers.some(
        ({ readinessProbe }: LiveObject) => readinessProbe?.httpGet?.path === AVAILABILITY,
    );
    const isOut = pod.metadata.annotations?.[NOT_SERVING_ANNOTATION] !== undefined;
    if (!asks || isAvailable !== isOut) return;
    const { name, namespace } = pod.metadata;
    const annotations = { [NOT_SERVING_ANNOTATION]: isAvailable ? null : "not available" };
    await kube.mergePatch(
        { apiVersion: "v1", kind: "Pod", metadata: { name, namespace } },
        { metadata: { annotations } },
    );
}
