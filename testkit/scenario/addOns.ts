import type { Kube, LiveObject } from "../controlPlane/kube";
import { waitUntil } from "../controlPlane/waitUntil";

export interface AddOn {
    readonly name: string;
    readonly replicas: number;
    /** Default: Kubernetes' own. */
    readonly strategy?: object;
    readonly tolerations?: readonly object[];
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /** A disruption budget beside it, as its spec without a selector. */
    readonly budget?: object;
}

/** What every add-on's pods have. */
export const ADD_ON_LABEL = "k8s-app";
const NAMESPACE = "kube-system";

/** What runs in a cluster beside EMQX: a Deployment, or a DaemonSet on every node. */
export async function addOn(kube: Kube, one: AddOn): Promise<LiveObject> {
    const { name, replicas, strategy, budget } = one;
    if (budget !== undefined)
        await kube.apply({
            apiVersion: "policy/v1",
            kind: "PodDisruptionBudget",
            metadata: { name, namespace: NAMESPACE },
            spec: { selector: { matchLabels: { [ADD_ON_LABEL]: name } }, ...budget },
        });
    const deployment = {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: NAMESPACE },
        spec: { replicas, ...(strategy && { strategy }), ...podsOf(one) },
    };
    await kube.apply(deployment);
    return waitUntil(`Deployment ${name} serves`, 60_000, async () => {
        const live = await kube.get(deployment);
        return live?.status?.availableReplicas === replicas ? live : undefined;
    });
}

export async function addOnEverywhere(kube: Kube, name: string): Promise<void> {
    await kube.apply({
        apiVersion: "apps/v1",
        kind: "DaemonSet",
        metadata: { name, namespace: NAMESPACE },
        spec: podsOf({ name, tolerations: [{ operator: "Exists" }] }),
    });
}

export async function removeAddOns(kube: Kube): Promise<void> {
    for (const [apiVersion, kind] of [
        ["apps/v1", "Deployment"],
        ["apps/v1", "DaemonSet"],
        ["policy/v1", "PodDisruptionBudget"],
    ] as const) {
        const all = await kube.list({ apiVersion, kind, namespace: NAMESPACE });
        await Promise.all(all.map((object) => kube.delete(object)));
    }
    await waitUntil("the add-ons' pods are gone", 60_000, async () => {
        const pods = await kube.list({ apiVersion: "v1", kind: "Pod", namespace: NAMESPACE });
        return pods.length === 0 || undefined;
    });
}

/** Spread over the nodes as far as they go. */
function podsOf({ name, tolerations, nodeSelector }: Omit<AddOn, "replicas">) {
    const matchLabels = { [ADD_ON_LABEL]: name };
    return {
        selector: { matchLabels },
        template: {
            metadata: { labels: matchLabels },
            spec: {
                ...(nodeSelector && { nodeSelector }),
                ...(tolerations && { tolerations }),
                topologySpreadConstraints: [
                    {
                        maxSkew: 1,
                        topologyKey: "kubernetes.io/hostname",
                        whenUnsatisfiable: "ScheduleAnyway",
                        labelSelector: { matchLabels },
                    },
                ],
                containers: [{ name, image: `registry.k8s.io/${name}:v1` }],
            },
        },
    };
}
