import { createOrUpdate } from "../../operator/applied";
import { type EmqxObject, inNamespace, objectPath } from "../../operator/emqxObject";
import type { OperatorContext, Reconciled } from "../../operator/line";
import { EMQX_CONTAINER, type Role, roleLabels, selectorQuery } from "../../operator/names";
import { type LivePod, podIs } from "../../operator/pods";

interface Nodes {
    readonly count: number;
    readonly pods?: {
        readonly notes?: Record<string, string>;
        readonly nodeSelector?: Record<string, string>;
        readonly tolerations?: readonly object[];
        readonly resources?: object;
    };
}

export interface MadeUp extends EmqxObject {
    readonly spec: {
        readonly version: { readonly image: string };
        readonly settings?: { readonly text?: string };
        readonly nodes: Record<Role, Nodes>;
    };
}

/** One set a role for good; its pods are replaced in place, the last one first, the next one when all are ready again. */
export async function reconcile(context: OperatorContext, emqx: MadeUp): Promise<Reconciled> {
    const { generation } = emqx.metadata;
    const { settings, nodes: asked } = emqx.spec;
    let isSettled = true;
    for (const role of ["core", "replicant"] as const) {
        // A role begins when the one before it is done.
        isSettled &&= await settleRole(context, emqx, role, asked[role]);
    }
    const nodes = await context.brokers.nodes(await podsOf(context, emqx), ({ metadata }) => metadata.name);
    await context.kube.request("PUT", `${objectPath(emqx)}/status`, {
        ...emqx,
        status: {
            calm: isSettled,
            generation,
            settings: settings?.text,
            nodes: nodes.map(({ name, role, version }) => ({ id: name, kind: role, runs: version })),
        },
    });
    return { generation, isSettled };
}

async function settleRole(
    { kube, salt }: OperatorContext,
    emqx: MadeUp,
    role: Role,
    { count, pods: { notes, nodeSelector, tolerations, resources } = {} }: Nodes,
): Promise<boolean> {
    const { name } = emqx.metadata;
    const labels = roleLabels(name, role);
    const { image } = emqx.spec.version;
    const annotations = { ...notes, salt };
    const containers = [{ name: EMQX_CONTAINER, image, resources }];
    await createOrUpdate({ kube, emqx }, `${inNamespace(emqx, "/apis/apps/v1")}/statefulsets`, {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name: `${name}-${role}`, labels },
        spec: {
            serviceName: name,
            replicas: count,
            podManagementPolicy: "Parallel",
            updateStrategy: { type: "OnDelete" },
            selector: { matchLabels: labels },
            template: {
                metadata: { labels, annotations },
                spec: { nodeSelector, tolerations, containers },
            },
        },
    });
    const pods = await podsOf({ kube }, emqx, role);
    if (pods.length !== count || !pods.every(isServing)) return false;
    const isAsAsked = (pod: LivePod) =>
        imageOf(pod) === image &&
        Object.entries(annotations).every(([name, value]) => pod.metadata.annotations?.[name] === value);
    const [leaving] = pods.filter((pod) => !isAsAsked(pod)).reverse();
    if (leaving === undefined) return true;
    await kube.request("DELETE", `${inNamespace(emqx, "/api/v1")}/pods/${leaving.metadata.name}`);
    return false;
}

async function podsOf(
    { kube }: Pick<OperatorContext, "kube">,
    emqx: MadeUp,
    role?: Role,
): Promise<LivePod[]> {
    const { name } = emqx.metadata;
    const labels = role === undefined ? { "apps.emqx.io/instance": name } : roleLabels(name, role);
    const path = `${inNamespace(emqx, "/api/v1")}/pods?${selectorQuery(labels)}`;
    return (await kube.request("GET", path)).items;
}

function isServing(pod: LivePod): boolean {
    return pod.metadata.deletionTimestamp === undefined && podIs(pod, "Ready");
}

function imageOf({ spec }: LivePod): string | undefined {
    return spec.containers.find(({ name }) => name === EMQX_CONTAINER)?.image;
}
