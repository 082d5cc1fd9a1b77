import { setTimeout as sleep } from "node:timers/promises";
import type { Kube, LiveObject } from "../controlPlane/kube";

/** Pods that together do something for others, by one of their labels. */
export interface Service {
    readonly name: string;
    readonly namespace: string;
    readonly label: string;
    readonly value: string;
}

export interface ServingRecord {
    /** Moments at which nothing of a service was ready, in words. */
    readonly blinks: readonly string[];
    /** The fewest ready pods of each service at one moment. */
    readonly fewest: ReadonlyMap<string, number>;
    /** By node that went, the pods that were on it then and were no DaemonSet's. */
    readonly gone: ReadonlyMap<string, readonly string[]>;
    stop(): Promise<void>;
}

/**
 * Follows pods and nodes by watches, which miss no change, from a moment at which every service is there. A pod serves as an EndpointSlice
 * counts it: ready, and not told to end.
 */
export async function recordServing(kube: Kube, services: readonly Service[]): Promise<ServingRecord> {
    const { Watch } = await import("@kubernetes/client-node");
    const { items, metadata } = await kube.request("GET", "/api/v1/pods");
    const pods = new Map<string, LiveObject>((items as LiveObject[]).map((pod) => [pod.metadata.uid, pod]));
    const blinks: string[] = [];
    const fewest = new Map<string, number>();
    const gone = new Map<string, readonly string[]>();
    const began = Date.now();
    const count = () => {
        for (const service of services) {
            const ready = [...pods.values()].filter((pod) => isOf(pod, service) && serves(pod)).length;
            const before = fewest.get(service.name) ?? Number.POSITIVE_INFINITY;
            fewest.set(service.name, Math.min(before, ready));
            if (ready === 0)
                blinks.push(`${((Date.now() - began) / 1000).toFixed(1)} s: no pod of ${service.name}`);
        }
    };
    count();
    const on = (node: string) =>
        [...pods.values()]
            .filter((pod) => pod.spec.nodeName === node && !isOfDaemonSet(pod))
            .map((pod) => pod.metadata.name as string);
    const watch = new Watch(kube.config);
    const failures: Error[] = [];
    let stopped = false;
    const ended = (error: unknown) => {
        if (!stopped) failures.push(new Error("a watch ended early", { cause: error }));
    };
    const from = { resourceVersion: metadata.resourceVersion };
    const controllers = await Promise.all([
        watch.watch(
            "/api/v1/pods",
            from,
            (type: string, pod: LiveObject) => {
                if (type === "DELETED") pods.delete(pod.metadata.uid);
                else pods.set(pod.metadata.uid, pod);
                count();
            },
            ended,
        ),
        watch.watch(
            "/api/v1/nodes",
            from,
            (type: string, node: LiveObject) => {
                const name = node.metadata.name as string;
                if (type === "DELETED") gone.set(name, on(name));
            },
            ended,
        ),
    ]);
    return {
        blinks,
        fewest,
        gone,
        stop: async () => {
            // What has happened until now has arrived by then.
            await sleep(500);
            stopped = true;
            for (const controller of controllers) controller.abort();
            if (failures[0] !== undefined) throw failures[0];
        },
    };
}

function isOf({ metadata }: LiveObject, { namespace, label, value }: Service): boolean {
    return metadata.namespace === namespace && metadata.labels?.[label] === value;
}

function serves({ metadata, status }: LiveObject): boolean {
    const ready = status?.conditions?.some((c: LiveObject) => c.type === "Ready" && c.status === "True");
    return ready === true && metadata.deletionTimestamp === undefined;
}

function isOfDaemonSet({ metadata }: LiveObject): boolean {
    return metadata.ownerReferences?.some(({ kind }: LiveObject) => kind === "DaemonSet") ?? false;
}
