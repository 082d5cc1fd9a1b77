/** What the stand-in and the timeline read of a pod. */
export interface LivePod {
    readonly metadata: {
        readonly name: string;
        readonly namespace: string;
        readonly uid: string;
        readonly creationTimestamp: string;
        readonly labels: Record<string, string>;
        readonly annotations?: Record<string, string>;
        readonly deletionTimestamp?: string;
        readonly ownerReferences?: readonly { uid: string; name: string; controller?: boolean }[];
    };
    readonly spec: { containers: Container[]; nodeName?: string };
    readonly status: {
        phase?: string;
        podIP?: string;
        conditions?: readonly PodCondition[];
        containerStatuses?: readonly {
            name: string;
            started?: boolean;
            state?: { running?: { startedAt?: string } };
        }[];
    };
}

interface Container {
    readonly name: string;
    readonly image: string;
    readonly env?: readonly { name: string; value?: string }[];
}

export interface PodCondition {
    readonly type: string;
    readonly status: string;
    readonly lastTransitionTime?: string;
}

export function podCondition(pod: LivePod, type: string): PodCondition | undefined {
    return pod.status.conditions?.find((condition) => condition.type === type);
}

export function podIs(pod: LivePod, type: "Ready" | "ContainersReady"): boolean {
    return podCondition(pod, type)?.status === "True";
}

/** The set that made the pod. */
export function controllerOf(pod: LivePod): { uid: string; name: string } | undefined {
    return pod.metadata.ownerReferences?.find((owner) => owner.controller);
}
