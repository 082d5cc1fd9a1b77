import { ifFound } from "../../../kubernetes/answers";
import type { Apis, Pod } from "../../../kubernetes/apis";
import { DB_ROLE_LABEL, INSTANCE_LABEL, REVISION_ANNOTATION } from "../../../naming/labels";
import type { OperatorLine } from "../../lines/line/line";
import type { NodeSet, Observation, Role } from "../../lines/line/observation";
import { readEvents } from "./events";
import { readAsked } from "./readAsked";
import { readClaims } from "./readClaims";
import { readHints } from "./readHints";
import { readLostNodes } from "./readLostNodes";
import { setPod } from "./readPods";

/** Events are kept for an hour; an old one would be told as the cause of something else. */
const FRESH_MS = 60_000;

/** Looks at one EMQX object and what the operator made of it. */
export async function observe(
    apis: Apis,
    line: OperatorLine,
    namespace: string,
    name: string,
): Promise<Observation> {
    const { objects, apps, core } = apis;
    const labelSelector = `${INSTANCE_LABEL}=${name}`;
    const [emqx, statefulSets, replicaSets, pods, warnings] = await Promise.all([
        ifFound(objects.getNamespacedCustomObject({ ...line.resource, namespace, name })),
        apps.listNamespacedStatefulSet({ namespace, labelSelector }),
        apps.listNamespacedReplicaSet({ namespace, labelSelector }),
        core.listNamespacedPod({ namespace, labelSelector }),
        readEvents(
            apis,
            namespace,
            `involvedObject.kind=EMQX,involvedObject.name=${name},type=Warning`,
            FRESH_MS,
        ),
    ]);
    const [lost, hints, claims] = await Promise.all([
        readLostNodes(apis, pods.items),
        readHints(apis, namespace, name, pods.items),
        line.disks === "grown" ? readClaims(apis, namespace, name) : undefined,
    ]);
    const podsOf = (set: string) =>
        pods.items.filter((pod) => isOf(pod, set)).map((pod) => setPod(pod, lost));
    const sets = [...statefulSets.items, ...replicaSets.items].map(
        (set): NodeSet => ({ ...nodeSet(set), pods: podsOf(set.metadata?.name ?? "") }),
    );
    const warning = warnings.at(-1);
    return {
        at: Date.now(),
        ...line.status(emqx),
        ...(emqx === undefined ? { missing: true } : { asked: readAsked(emqx, line) }),
        sets,
        hints,
        ...(claims === undefined ? {} : { claims }),
        warned: warnings.map(({ about: _, ...warned }) => warned),
        ...(warning === undefined ? {} : { warning: `${warning.reason}: ${warning.message}` }),
    };
}

function isOf({ metadata }: Pod, set: string): boolean {
    return metadata?.ownerReferences?.some((owner) => owner.name === set) ?? false;
}

/** What StatefulSets and ReplicaSets have in common. */
interface SetObject {
    readonly metadata?: { name?: string; generation?: number; labels?: Record<string, string> };
    readonly spec?: {
        replicas?: number;
        template?: {
            metadata?: { annotations?: Record<string, string> };
            spec?: { containers: { name: string; image?: string }[] };
        };
        volumeClaimTemplates?: { spec?: { resources?: { requests?: Record<string, string> } } }[];
    };
    readonly status?: {
        observedGeneration?: number;
        replicas?: number;
        readyReplicas?: number;
        updatedReplicas?: number;
    };
}

function nodeSet({ metadata, spec, status }: SetObject): Omit<NodeSet, "pods"> {
    const role = metadata?.labels?.[DB_ROLE_LABEL] as Role;
    const total = status?.replicas ?? 0;
    const image = spec?.template?.spec?.containers.find(({ name }) => name === "emqx")?.image;
    const storage = spec?.volumeClaimTemplates?.[0]?.spec?.resources?.requests?.storage;
    return {
        name: metadata?.name ?? "",
        role,
        revision: spec?.template?.metadata?.annotations?.[REVISION_ANNOTATION],
        wanted: spec?.replicas ?? 0,
        ready: status?.readyReplicas ?? 0,
        status: {
            current: (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0),
            total,
            updated: role === "core" ? (status?.updatedReplicas ?? 0) : total,
        },
        ...(image === undefined ? {} : { image }),
        ...(storage === undefined ? {} : { storage }),
    };
}
