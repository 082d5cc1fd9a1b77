import { type PodStatus, podTrouble } from "../../emqx/gate/meant/podTrouble";
import type { Deployment, Pod, ReplicaSet, StatefulSet } from "../../kubernetes/apis";
import { DB_ROLE_LABEL } from "../../naming/labels";
import { tolerates } from "../../scheduling/podFits";
import type { PoolNode } from "./poolNode";
import { surges } from "./surge";
import { type Load, type PlacedPod, podName, type Workload } from "./workload";

/** All there is in the namespaces of which something runs on an old node. */
export interface Surroundings {
    readonly pods: readonly Pod[];
    readonly replicaSets: readonly ReplicaSet[];
    readonly deployments: readonly Deployment[];
    readonly statefulSets: readonly StatefulSet[];
    /** Claims that several nodes may mount at once, as `namespace/name`. */
    readonly sharedClaims: ReadonlySet<string>;
}

/** What has to leave the old nodes, by workload. Pods of DaemonSets, of the kubelet itself, and those that have ended stay. */
export function loadOf(seen: Surroundings, oldNodes: readonly PoolNode[], now: number): Load {
    const nodes = new Map(oldNodes.map((node) => [node.name, node]));
    const running = seen.pods.filter((pod) => !stays(pod) && !isOver(pod, nodes, now));
    const owned = new Map<string, Pod[]>();
    const keys = new Map<Pod, string>();
    const known = new Map<string, Owner>();
    for (const pod of running) {
        const owner = ownerOf(pod, seen);
        keys.set(pod, owner.key);
        known.set(owner.key, owner);
        owned.set(owner.key, [...(owned.get(owner.key) ?? []), pod]);
    }
    return {
        pods: running
            .filter((pod) => nodes.has(pod.spec?.nodeName ?? ""))
            .map((pod) => placedPod(pod, keys.get(pod) as string)),
        workloads: new Map(
            [...known.values()].map((owner) => [
                owner.key,
                workloadOf(owner, owned.get(owner.key) as Pod[], nodes, seen),
            ]),
        ),
    };
}

/** Source: kubectl 1.34, pkg/drain/filters.go, `daemonSetFilter`, `mirrorPodFilter`; ended pods: the kubelet has nothing to stop. */
function stays({ metadata, status }: Pod): boolean {
    return (
        status?.phase === "Succeeded" ||
        status?.phase === "Failed" ||
        metadata?.annotations?.["kubernetes.io/config.mirror"] !== undefined ||
        controllerOf(metadata)?.kind === "DaemonSet"
    );
}

/** A kubelet that runs ends a pod within its grace period, by which the time of its end is reckoned, and says so at once. */
const OVERDUE_MS = 60_000;

/** On a lost node nobody confirms that a pod has ended; on others than the old ones it is in nobody's way. */
function isOver(pod: Pod, nodes: ReadonlyMap<string, PoolNode>, now: number): boolean {
    const asked = pod.metadata?.deletionTimestamp;
    if (asked === undefined) return false;
    const node = nodes.get(pod.spec?.nodeName ?? "");
    return node === undefined ? now - new Date(asked).getTime() > OVERDUE_MS : node.lost;
}

interface Owner extends Pick<Workload, "key" | "kind" | "namespace" | "name" | "title"> {
    readonly deployment?: Deployment;
    readonly statefulSet?: StatefulSet;
    readonly wanted?: number;
}

function ownerOf(pod: Pod, seen: Surroundings): Owner {
    const { namespace = "", name = "" } = pod.metadata ?? {};
    const direct = controllerOf(pod.metadata);
    if (direct === undefined)
        return titled({ key: podName({ namespace, name }), kind: "bare", namespace, name }, "Pod");
    const set = seen.replicaSets.find(({ metadata }) => metadata?.uid === direct.uid);
    const { uid, kind, name: owner } = controllerOf(set?.metadata) ?? direct;
    const of = { key: uid, namespace, name: owner };
    const deployment = seen.deployments.find(({ metadata }) => metadata?.uid === uid);
    if (deployment !== undefined)
        return titled(
            { ...of, kind: "Deployment", deployment, wanted: deployment.spec?.replicas ?? 1 },
            kind,
        );
    const statefulSet = seen.statefulSets.find(({ metadata }) => metadata?.uid === uid);
    if (statefulSet !== undefined)
        return titled(
            { ...of, kind: "StatefulSet", statefulSet, wanted: statefulSet.spec?.replicas ?? 1 },
            kind,
        );
    if (kind === "Job") return titled({ ...of, kind: "Job" }, kind);
    const replicas = set?.metadata?.uid === uid ? set.spec?.replicas : undefined;
    return titled({ ...of, kind: "other", ...(replicas === undefined ? {} : { wanted: replicas }) }, kind);
}

function titled(owner: Omit<Owner, "title">, kind: string): Owner {
    return { ...owner, title: `${kind} ${podName(owner)}` };
}

function controllerOf(metadata: Pod["metadata"]) {
    return metadata?.ownerReferences?.find(({ controller }) => controller);
}

function workloadOf(
    owner: Owner,
    pods: readonly Pod[],
    oldNodes: ReadonlyMap<string, PoolNode>,
    seen: Surroundings,
): Workload {
    const { key, kind, namespace, name, title, deployment, wanted } = owner;
    const serving = pods.filter(serves);
    const trouble = pods
        .map((pod) => podTrouble((pod.status ?? {}) as PodStatus, isLeaving(pod)))
        .find(Boolean);
    const rolling = deployment && rolloutOf(deployment);
    return {
        key,
        kind,
        namespace,
        name,
        title,
        ...(wanted === undefined ? {} : { wanted }),
        serving: serving.length,
        servingElsewhere: serving.filter(({ spec }) => !oldNodes.has(spec?.nodeName ?? "")).length,
        leaving: pods.filter(isLeaving).length,
        ...(rolling === undefined ? {} : { rolling }),
        surges: deployment !== undefined && canSurge(deployment, seen),
        ...(trouble === undefined ? {} : { trouble }),
    };
}

/** A new pod on another node gets no disk that the old one holds. */
function canSurge({ metadata, spec }: Deployment, { sharedClaims }: Surroundings): boolean {
    const claims = (spec?.template.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
        claim === undefined ? [] : [podName({ namespace: metadata?.namespace ?? "", name: claim.claimName })],
    );
    return (
        !spec?.paused &&
        claims.every((claim) => sharedClaims.has(claim)) &&
        surges(spec?.strategy, spec?.replicas ?? 1)
    );
}

/** Source: Kubernetes 1.34, pkg/controller/deployment/util/deployment_util.go, `DeploymentComplete`, without what is only not ready. */
function rolloutOf({ metadata, spec, status }: Deployment): Workload["rolling"] {
    const wanted = spec?.replicas ?? 1;
    const { observedGeneration = 0, updatedReplicas = 0, replicas = 0 } = status ?? {};
    const complete =
        observedGeneration >= (metadata?.generation ?? 0) &&
        updatedReplicas >= wanted &&
        replicas <= updatedReplicas;
    // One that is stopped in its middle gets no further by waiting.
    if (complete || spec?.paused) return undefined;
    const failed = status?.conditions?.find(
        ({ type, status: is }) => type === "Progressing" && is === "False",
    );
    return failed?.message === undefined ? {} : { trouble: failed.message };
}

function placedPod(pod: Pod, workload: string): PlacedPod {
    const { metadata, spec } = pod;
    return {
        namespace: metadata?.namespace ?? "",
        name: metadata?.name ?? "",
        node: spec?.nodeName ?? "",
        workload,
        ready: isReady(pod),
        leaving: isLeaving(pod),
        isEmqx: metadata?.labels?.[DB_ROLE_LABEL] !== undefined,
        comesBack: (spec?.tolerations ?? []).some((toleration) => tolerates(toleration, CORDONED)),
    };
}

/** What the scheduler holds against a cordoned node. Source: Kubernetes 1.34, scheduler plugin nodeunschedulable, `Filter`. */
const CORDONED = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

function serves(pod: Pod): boolean {
    return isReady(pod) && !isLeaving(pod);
}

function isReady({ status }: Pod): boolean {
    return status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
}

function isLeaving({ metadata }: Pod): boolean {
    return metadata?.deletionTimestamp !== undefined;
}
