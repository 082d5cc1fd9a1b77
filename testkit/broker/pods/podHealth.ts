import type { Kube, LiveObject } from "../../controlPlane/kube";
import { probeAvailability } from "../../controlPlane/readinessProbe";
import { NEVER_READY_ANNOTATION, WAITS_ANNOTATION } from "../../controlPlane/stages";

/** What a container that ended said last. */
const LAST_WORDS_ANNOTATION = "test.emqx-ack.io/last-words";

/** A container that ended begins again after a while; real kubelets take 10 s, and more each time. */
const AGAIN_MS = 3000;

/**
 * Tells the fake kubelet what became of a pod's container: it waits, it ends with words, or it runs. Annotations are its language
 * (`controlPlane/stages.ts`).
 */
export class PodHealth {
    private readonly ill = new Map<string, number>();

    constructor(private readonly kube: Pick<Kube, "mergePatch" | "create">) {}

    /** Whether it is time to look at the pod again. */
    isDue({ metadata }: LiveObject): boolean {
        return Date.now() >= (this.ill.get(metadata.uid) ?? 0);
    }

    crashes(pod: LiveObject, words: string): Promise<void> {
        return this.says(pod, {
            [NEVER_READY_ANNOTATION]: "true",
            [LAST_WORDS_ANNOTATION]: words,
            [WAITS_ANNOTATION]: null,
        });
    }

    /** Whether the broker that runs in the pod would answer the kubelet that it is available. */
    probes(pod: LiveObject, isAvailable: boolean): Promise<void> {
        return probeAvailability(this.kube, pod, isAvailable);
    }

    /** Source: pkg/kubelet, FailedMount: an event each time the volumes cannot be set up. */
    async waits(pod: LiveObject, reason: string): Promise<void> {
        const isNew = !this.ill.has(pod.metadata.uid);
        await this.says(pod, { [WAITS_ANNOTATION]: reason });
        if (!isNew) return;
        const { name, namespace, uid } = pod.metadata;
        const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
        await this.kube.create({
            apiVersion: "v1",
            kind: "Event",
            metadata: { name: `${name}.${Date.now().toString(16)}`, namespace },
            involvedObject: { apiVersion: "v1", kind: "Pod", name, namespace, uid },
            type: "Warning",
            reason: "FailedMount",
            message: reason,
            source: { component: "kubelet" },
            firstTimestamp: now,
            lastTimestamp: now,
            count: 1,
        });
    }

    /** Takes back what this said before; somebody else's illness of the pod stays. */
    async begins(pod: LiveObject): Promise<void> {
        if (!this.ill.delete(pod.metadata.uid)) return;
        await this.patch(pod, {
            [NEVER_READY_ANNOTATION]: null,
            [LAST_WORDS_ANNOTATION]: null,
            [WAITS_ANNOTATION]: null,
        });
    }

    private async says(pod: LiveObject, annotations: Record<string, string | null>): Promise<void> {
        this.ill.set(pod.metadata.uid, Date.now() + AGAIN_MS);
        await this.patch(pod, annotations);
    }

    private async patch({ metadata }: LiveObject, annotations: Record<string, string | null>): Promise<void> {
        const { name, namespace } = metadata;
        await this.kube.mergePatch(
            { apiVersion: "v1", kind: "Pod", metadata: { name, namespace } },
            { metadata: { annotations } },
        );
    }
}
