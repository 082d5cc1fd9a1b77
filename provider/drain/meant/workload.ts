/** What keeps pods running: a controller, or a pod that nobody would make anew. */
export interface Workload {
    /** The same for all pods of one controller, whatever sets are between; a pod's own where it has none. */
    readonly key: string;
    readonly kind: "Deployment" | "StatefulSet" | "Job" | "other" | "bare";
    readonly namespace: string;
    /** Of the object. */
    readonly name: string;
    /** `Deployment kube-system/coredns`. */
    readonly title: string;
    /** Pods that it is to have; undefined where nobody but its controller knows. */
    readonly wanted?: number;
    /** Pods that serve, on any node: ready, and not told to end. */
    readonly serving: number;
    /** Of these on nodes that stay. */
    readonly servingElsewhere: number;
    /** Pods that are told to end and have not. */
    readonly leaving: number;
    /** A rollout of it is under way; why it does not get on, where its controller says so. */
    readonly rolling?: { readonly trouble?: string };
    /** A rollout of it has a new pod ready before an old one ends. */
    readonly surges: boolean;
    /** Why a pod of it does not come up. */
    readonly trouble?: string;
}

/** A pod on a node that is to be emptied. */
export interface PlacedPod {
    readonly namespace: string;
    readonly name: string;
    readonly node: string;
    /** Key of its workload. */
    readonly workload: string;
    readonly ready: boolean;
    readonly leaving: boolean;
    /** A core node or replicant of EMQX, which only its operator moves. */
    readonly isEmqx: boolean;
    /** It may be scheduled onto a cordoned node. */
    readonly comesBack: boolean;
}

/** Pods on the old nodes that have to leave, and the workloads of the namespaces they are in. */
export interface Load {
    readonly pods: readonly PlacedPod[];
    /** By key. */
    readonly workloads: ReadonlyMap<string, Workload>;
}

export function podName({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
    return `${namespace}/${name}`;
}
