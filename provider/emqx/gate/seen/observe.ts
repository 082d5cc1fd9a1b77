import type { Apis, ContainerStatus } from "../../../kubernetes/apis";
import { DB_ROLE_LABEL, INSTANCE_LABEL, REVISION_ANNOTATION } from "../../../naming/labels";
import type { OperatorLine } from "../../lines/line/line";
import type { NodeSet, Observation, Role, SetPod } from "../../lines/line/observation";
import { type PodStatus, podTrouble } from "../meant/podTrouble";

/** Events are kept for an hour; an old one would be told as the cause of something else. */
const FRESH_MS = 60_000;

/** Looks at one EMQX object and what the operator made of it. */
export async function observe(
    { objects, apps, core }: Apis,
    line: OperatorLine,
    namespace: string,
    name: string,
): Promise<Observation> {
    const labelSelector = `${INSTANCE_LABEL}=${name}`;
    const [emqx, statefulSets, replicaSets, pods, events] = await Promise.all([
        objects.getNamespacedCustomObject({ ...line.resource, namespace, name }),
        apps.listNamespacedStatefulSet({ namespace, labelSelector }),
        apps.listNamespacedReplicaSet({ namespace, labelSelector }),
        core.listNamespacedPod({ namespace, labelSelector }),
        core.listNamespacedEvent({
            namespace,
            fieldSelector: `involvedObject.kind=EMQX,involvedObject.name=${name},type=Warning`,
        }),
    ]);
    const podsOf = (set: string): SetPod[] =>
        pods.items
            .filter((pod) => pod.metadata?.ownerReferences?.some((owner) => owner.name === set))
            .map((pod) => {
                const is = (type: string) =>
                    pod.status?.conditions?.some((c) => c.type === type && c.status === "True");
                return {
                    name: pod.metadata?.name ?? "",
                    revision: pod.metadata?.annotations?.[REVISION_ANNOTATION],
                    containersReady: is("ContainersReady") ?? false,
                    ready: is("Ready") ?? false,
                    trouble: podTrouble((pod.status ?? {}) as PodStatus),
                    crashed: crashed(pod.status?.containerStatuses),
                };
            });
    const sets = [...statefulSets.items, ...replicaSets.items].map((set) => nodeSet(set, podsOf));
    const warning = events.items
        .filter((event) => Date.now() - eventTime(event) < FRESH_MS)
        .sort((a, b) => eventTime(a) - eventTime(b))
        .at(-1);
    return {
        ...line.status(emqx),
        sets,
        ...(warning?.message ? { warning: `${warning.reason}: ${warning.message}` } : {}),
    };
}

function crashed(containers: readonly ContainerStatus[] = []): boolean {
    const emqx = containers.find(({ name }) => name === "emqx");
    return emqx?.ready === false && (emqx.lastState?.terminated?.exitCode ?? 0) !== 0;
}

function eventTime(event: { lastTimestamp?: Date; eventTime?: Date }): number {
    return new Date(event.lastTimestamp ?? event.eventTime ?? 0).getTime();
}

/** What StatefulSets and ReplicaSets have in common. */
interface SetObject {
    readonly metadata?: { name?: string; labels?: Record<string, string> };
    readonly spec?: { replicas?: number; template?: { metadata?: { annotations?: Record<string, string> } } };
    readonly status?: { readyReplicas?: number };
}

function nodeSet(set: SetObject, podsOf: (name: string) => SetPod[]): NodeSet {
    const name = set.metadata?.name ?? "";
    const template = set.spec?.template;
    return {
        name,
        role: set.metadata?.labels?.[DB_ROLE_LABEL] as Role,
        revision: template?.metadata?.annotations?.[REVISION_ANNOTATION],
        wanted: set.spec?.replicas ?? 0,
        ready: set.status?.readyReplicas ?? 0,
        pods: podsOf(name),
    };
}
