import { setTimeout as delay } from "node:timers/promises";
import { connect, type Kube } from "../controlPlane/kube";
import { codeOf } from "./applied";
import { objectsPath } from "./emqxObject";
import type { OperatorLine } from "./line";
import { lineOf, USUAL_LINE } from "./lines";
import { INSTANCE, MANAGED_BY, selectorQuery } from "./names";
import { entryOf, type Sample, type TimelineEntry } from "./timelineEntry";

export type { EmqxEntry, PodEntry, ServiceEntry, SetEntry, TimelineEntry } from "./timelineEntry";

export interface Timeline {
    /** One each time something changed; grows until `stop`. */
    readonly entries: readonly TimelineEntry[];
    /** Takes a last sample, so that the last entry is what is there now. */
    stop(): Promise<void>;
}

export interface TimelineOptions {
    readonly namespace: string;
    /** Name of the EMQX object; without it the namespace's only one. */
    readonly instance?: string;
    /** Of the EMQX object. Default: that of the line that is meant where nobody says which. */
    readonly apiVersion?: string;
}

const EVERY_MS = 150;

/**
 * Watches what an EMQX cluster consists of. Samples that fail, because the API server is away, are left out: time
 * goes on without entries.
 */
export async function recordTimeline(
    kubeconfig: string,
    { namespace, instance, apiVersion = USUAL_LINE.apiVersion }: TimelineOptions,
): Promise<Timeline> {
    const line = lineOf(apiVersion);
    const kube = await connect(kubeconfig);
    const entries: TimelineEntry[] = [];
    const began = Date.now();
    let last = "";
    let stopped = false;

    async function sample(): Promise<void> {
        const t = (Date.now() - began) / 1000;
        const entry = entryOf(await read(kube, line, namespace, instance), instance, line.entry);
        const text = JSON.stringify(entry);
        if (text !== last) entries.push({ t, ...entry });
        last = text;
    }

    async function run(): Promise<void> {
        while (!stopped) {
            const next = delay(EVERY_MS);
            await sample().catch(() => {});
            await next;
        }
        await sample().catch(() => {});
    }

    const running = run();
    return {
        entries,
        stop: () => {
            stopped = true;
            return running;
        },
    };
}

/**
 * Everything as it was at one revision of etcd: read at seven moments, an effect could be there before its cause. That
 * revisions of different kinds compare is not promised by Kubernetes, but holds where one etcd keeps them all.
 */
async function read(
    kube: Kube,
    line: OperatorLine,
    namespace: string,
    instance: string | undefined,
): Promise<Sample> {
    const owned = selectorQuery({
        [MANAGED_BY]: "emqx-operator",
        ...(instance === undefined ? {} : { [INSTANCE]: instance }),
    });
    const { items: pods, metadata } = await kube.request(
        "GET",
        `/api/v1/namespaces/${namespace}/pods?${owned}`,
    );
    const exact = `resourceVersion=${metadata.resourceVersion}&resourceVersionMatch=Exact`;
    const inNamespace = (group: string, plural: string, query = "") =>
        list(kube, `${group}/namespaces/${namespace}/${plural}?${exact}&${query}`);
    const [statefulSets, replicaSets, emqxes, services, budgets, nodes] = await Promise.all([
        inNamespace("/apis/apps/v1", "statefulsets", owned),
        inNamespace("/apis/apps/v1", "replicasets", owned),
        list(kube, `${objectsPath(line.apiVersion, namespace)}?${exact}`),
        inNamespace("/api/v1", "services"),
        // Some lines make none, and a program has its own.
        inNamespace("/apis/policy/v1", "poddisruptionbudgets"),
        list(kube, `/api/v1/nodes?${exact}`),
    ]);
    return { statefulSets, replicaSets, pods, emqxes, services, budgets, nodes } as Sample;
}

async function list(kube: Kube, path: string): Promise<any[]> {
    try {
        return (await kube.request("GET", path)).items;
    } catch (error) {
        // A kind that is not installed yet has no objects.
        if (codeOf(error) === 404) return [];
        throw error;
    }
}
