import { REVISION_ANNOTATION } from "../../provider/naming/labels";
import { KERNEL_PROFILE_LABEL } from "../../provider/nodes/kernel/labels";
import type { LiveObject } from "../controlPlane/kube";
import { DB_ROLE, EMQX_CONTAINER } from "./names";
import { controllerOf, type LivePod, podIs } from "./pods";
import type { LiveSet } from "./sets";

export interface SetEntry {
    readonly kind: "StatefulSet" | "ReplicaSet";
    readonly image: string;
    readonly want: number;
    readonly pods: number;
    readonly ready: number;
    /** Annotation emqx-ack.io/revision of the pod template. */
    readonly revision?: string;
}

export interface EmqxEntry {
    /** All that are True, newest first. */
    readonly conditions: readonly string[];
    /** Status, reason and generation of each, where conditions speak of a generation. */
    readonly detail?: Readonly<Record<string, readonly [status: string, reason: string, observed: number]>>;
    readonly generation: number;
    readonly core: Readonly<Record<string, unknown>> | null;
    readonly replicant: Readonly<Record<string, unknown>> | null;
    readonly coreNodes: number;
    readonly replicantNodes: number;
    /** Node and state of each evacuation. */
    readonly evacuating: readonly (readonly [string, string])[];
}

export interface PodEntry {
    readonly set: string;
    readonly role: string;
    readonly image: string;
    /** Annotation emqx-ack.io/revision of the template that it was made from. */
    readonly revision?: string;
    readonly node: string | undefined;
    readonly ready: boolean;
    readonly containersReady: boolean;
    readonly phase: string;
}

export interface ServiceEntry {
    readonly type: string;
    readonly ports: readonly number[];
    /** The load balancer has an address. */
    readonly ingress: boolean;
    readonly resourceVersion: string;
}

export interface TimelineEntry {
    /** Seconds since the recording began. */
    readonly t: number;
    readonly sets: Readonly<Record<string, SetEntry>>;
    readonly emqx?: EmqxEntry;
    readonly pods: Readonly<Record<string, PodEntry>>;
    readonly services: Readonly<Record<string, ServiceEntry>>;
    /** How many pods of each role may be disturbed, as the PodDisruptionBudgets say. */
    readonly budgets: { readonly core?: number; readonly replicant?: number };
    /** Kernel profile label of every node, "" for none. */
    readonly nodes: Readonly<Record<string, string>>;
}

/** What the API server says at one moment. */
export interface Sample {
    readonly statefulSets: readonly LiveSet[];
    readonly replicaSets: readonly LiveSet[];
    readonly pods: readonly LivePod[];
    readonly emqxes: readonly LiveObject[];
    readonly services: readonly Record<string, any>[];
    readonly budgets: readonly Record<string, any>[];
    readonly nodes: readonly Record<string, any>[];
}

/** Without `instance`: of the namespace's only EMQX object, and of all sets there. */
export function entryOf(
    sample: Sample,
    instance: string | undefined,
    emqxEntry: (object: LiveObject) => EmqxEntry,
): Omit<TimelineEntry, "t"> {
    const emqx = sample.emqxes.find(({ metadata }) => instance === undefined || metadata.name === instance);
    const sets = [
        ...sample.statefulSets.map((set) => ["StatefulSet", set] as const),
        ...sample.replicaSets.map((set) => ["ReplicaSet", set] as const),
    ];
    return {
        sets: byName(sets, ([kind, set]) => [set.metadata.name, setEntry(kind, set, sample.pods)]),
        ...(emqx === undefined ? {} : { emqx: emqxEntry(emqx) }),
        pods: byName(sample.pods, (pod) => [pod.metadata.name, podEntry(pod)]),
        services: byName(sample.services, (service) => [service.metadata.name, serviceEntry(service)]),
        budgets: byName(sample.budgets, ({ spec, status }) => [
            spec.selector?.matchLabels?.[DB_ROLE] ?? "",
            status?.disruptionsAllowed ?? 0,
        ]),
        nodes: byName(sample.nodes, ({ metadata }) => [
            metadata.name,
            metadata.labels?.[KERNEL_PROFILE_LABEL] ?? "",
        ]),
    };
}

function byName<T, V>(items: readonly T[], entry: (item: T) => [string, V]): Record<string, V> {
    return Object.fromEntries(items.map(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function setEntry(kind: SetEntry["kind"], { metadata, spec }: LiveSet, pods: readonly LivePod[]): SetEntry {
    // A ReplicaSet does not count pods that end, a StatefulSet does. Source: pkg/controller/{replicaset,statefulset}, 1.34.
    const counts = ({ metadata: { deletionTimestamp } }: LivePod) =>
        kind === "StatefulSet" || deletionTimestamp === undefined;
    const own = pods.filter((pod) => controllerOf(pod)?.uid === metadata.uid && counts(pod));
    const { containers } = spec.template.spec as LivePod["spec"];
    const revision = spec.template.metadata?.annotations?.[REVISION_ANNOTATION];
    return {
        kind,
        image: imageOf(containers),
        want: spec.replicas,
        pods: own.length,
        ready: own.filter((pod) => podIs(pod, "Ready")).length,
        ...(revision === undefined ? {} : { revision }),
    };
}

function imageOf(containers: LivePod["spec"]["containers"]): string {
    return containers.find(({ name }) => name === EMQX_CONTAINER)?.image ?? "";
}

function podEntry(pod: LivePod): PodEntry {
    const revision = pod.metadata.annotations?.[REVISION_ANNOTATION];
    return {
        set: controllerOf(pod)?.name ?? "",
        role: pod.metadata.labels[DB_ROLE] ?? "",
        image: imageOf(pod.spec.containers),
        ...(revision === undefined ? {} : { revision }),
        node: pod.spec.nodeName,
        ready: podIs(pod, "Ready"),
        containersReady: podIs(pod, "ContainersReady"),
        phase: pod.status.phase ?? "",
    };
}

function serviceEntry({ metadata, spec, status }: Record<string, any>): ServiceEntry {
    return {
        type: spec.type,
        ports: spec.ports.map(({ port }: { port: number }) => port),
        ingress: (status?.loadBalancer?.ingress?.length ?? 0) > 0,
        resourceVersion: metadata.resourceVersion,
    };
}
