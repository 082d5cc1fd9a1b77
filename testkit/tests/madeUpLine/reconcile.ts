import { createOrUpdate } from "../../operator/applied";
import { type EmqxObject, inNamespace, objectPath } from "../../operator/emqxObject";
import type { OperatorContext, Reconciled } from "../../operator/line";
import { EMQX_CONTAINER, type Role, roleLabels, selectorQuery } from "../../operator/names";
import { type LivePod, podIs } from "../../operator/pods";

export interface MadeUp extends EmqxObject {
    readonly spec: { readonly image: string; readonly cores: number; readonly replicants: number };
}

/** One set a role for good; its pods are replaced in place, the last one first, the next one when all are ready again. */
export async function reconcile(context: OperatorContext, emqx: MadeUp): Promise<Reconciled> {
    const { generation } = emqx.metadata;
    let isSettled = true;
    for (const role of ["core", "replicant"] as const) {
        const wanted = role === "core" ? emqx.spec.cores : emqx.spec.replicants;
        // A role begins when the one before it is done.
        isSettled &&= await settleRole(context, emqx, role, wanted);
    }
    const nodes = await context.brokers.nodes(await podsOf(context, emqx), ({ metadata }) => metadata.name);
    await context.kube.request("PUT", `${objectPath(emqx)}/status`, {
        ...emqx,
        status: { settledGeneration: isSettled ? generation : generation - 1, nodes: nodes.length },
    });
    return { generation, isSettled };
}

async function settleRole(
    { kube, salt }: OperatorContext,
    emqx: MadeUp,
    role: Role,
    replicas: number,
): Promise<boolean> {
    const { name } = emqx.metadata;
    const labels = roleLabels(name, role);
    const template = {
        metadata: { labels, annotations: { salt } },
        spec: { containers: [{ name: EMQX_CONTAINER, image: emqx.spec.image }] },
    };
    await createOrUpdate({ kube, emqx }, `${inNamespace(emqx, "/apis/apps/v1")}/statefulsets`, {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name: `${name}-${role}`, labels },
        spec: {
            serviceName: name,
            replicas,
            podManagementPolicy: "Parallel",
            updateStrategy: { type: "OnDelete" },
            selector: { matchLabels: labels },
            template,
        },
    });
    const pods = await podsOf({ kube }, emqx, role);
    if (pods.length < replicas || !pods.every(isServing)) return false;
    const [leaving] = pods.filter((pod) => imageOf(pod) !== emqx.spec.image).reverse();
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
