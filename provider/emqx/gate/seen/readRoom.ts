import { ifAllowed } from "../../../kubernetes/answers";
import type { Apis, Container, KubernetesNode, Pod } from "../../../kubernetes/apis";
import { isCordoned } from "../../../kubernetes/nodes";
import { parseQuantity } from "../../../kubernetes/quantity";
import { DB_ROLE_LABEL, INSTANCE_LABEL, REVISION_ANNOTATION } from "../../../naming/labels";
import type { NodeState, PlacedPod, Room } from "../meant/room";

/** Nodes and what runs on them; undefined where these credentials may not see that. */
export async function readRoom(
    { core }: Apis,
    namespace: string,
    instance: string,
): Promise<Room | undefined> {
    const [nodes, pods] = await Promise.all([
        ifAllowed(core.listNode()),
        ifAllowed(
            core.listPodForAllNamespaces({
                fieldSelector: "spec.nodeName!=,status.phase!=Succeeded,status.phase!=Failed",
            }),
        ),
    ]);
    if (nodes === undefined || pods === undefined) return undefined;
    const ours = (pod: Pod) =>
        pod.metadata?.namespace === namespace && pod.metadata.labels?.[INSTANCE_LABEL] === instance;
    return { nodes: nodes.items.map(nodeState), pods: pods.items.map((pod) => placedPod(pod, ours(pod))) };
}

function nodeState(node: KubernetesNode): NodeState {
    const { metadata, spec, status } = node;
    const allocatable = status?.allocatable ?? {};
    return {
        name: metadata?.name ?? "",
        labels: metadata?.labels ?? {},
        taints: spec?.taints ?? [],
        ready: status?.conditions?.some((c) => c.type === "Ready" && c.status === "True") ?? false,
        cordoned: isCordoned(node),
        cpu: amount(allocatable.cpu),
        memory: amount(allocatable.memory),
        pods: amount(allocatable.pods),
    };
}

function placedPod({ metadata, spec }: Pod, ours: boolean): PlacedPod {
    return {
        node: spec?.nodeName ?? "",
        cpu: requested(spec, "cpu"),
        memory: requested(spec, "memory"),
        ...(ours
            ? {
                  role: metadata?.labels?.[DB_ROLE_LABEL],
                  revision: metadata?.annotations?.[REVISION_ANNOTATION],
              }
            : {}),
    };
}

/** As the scheduler counts: all containers together, or the largest init container where that is more. */
function requested(spec: Pod["spec"], resource: "cpu" | "memory"): number {
    const of = (container: Container) => amount(container.resources?.requests?.[resource]);
    const running = (spec?.containers ?? []).reduce((sum, container) => sum + of(container), 0);
    return Math.max(running, ...(spec?.initContainers ?? []).map(of));
}

function amount(quantity: string | undefined): number {
    return quantity === undefined ? 0 : (parseQuantity(quantity) ?? 0);
}
