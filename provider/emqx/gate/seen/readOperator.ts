import { ifAllowed, ifFound, reasonOf, statusOf } from "../../../kubernetes/answers";
import type { Apis, Deployment } from "../../../kubernetes/apis";
import type { OperatorLine } from "../../lines/line/line";
import type { OperatorState } from "../meant/operatorState";
import { type PodStatus, podTrouble } from "../meant/podTrouble";

/** On the operator's Deployment, chart and plain manifest alike; other operators have it too. */
const CONTROLLER_LABEL = "control-plane=controller-manager";
const OPERATOR = "emqx-operator";

/** The EMQX operator's Deployment; undefined when none is to be found, e.g. because it runs elsewhere. */
export async function readOperator({ apps, core }: Apis): Promise<OperatorState | undefined> {
    const found = await ifAllowed(apps.listDeploymentForAllNamespaces({ labelSelector: CONTROLLER_LABEL }));
    const deployment = found?.items.find(({ metadata }) => metadata?.name?.includes(OPERATOR));
    if (deployment === undefined) return undefined;
    const namespace = deployment.metadata?.namespace ?? "";
    const labelSelector = Object.entries(deployment.spec?.selector.matchLabels ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
    const [pods, services] = await Promise.all([
        core.listNamespacedPod({ namespace, labelSelector }),
        core.listNamespacedService({ namespace }),
    ]);
    const troubles = pods.items.map((pod) => podTrouble((pod.status ?? {}) as PodStatus));
    return {
        namespace,
        name: deployment.metadata?.name ?? "",
        version: versionOf(deployment),
        observed: (deployment.status?.observedGeneration ?? 0) >= (deployment.metadata?.generation ?? 0),
        wanted: deployment.spec?.replicas ?? 1,
        available: deployment.status?.availableReplicas ?? 0,
        old: (deployment.status?.replicas ?? 0) - (deployment.status?.updatedReplicas ?? 0),
        ...rolledOutAt(deployment),
        ...optional("trouble", troubles.find(Boolean)),
        webhook: services.items.some(({ metadata }) => metadata?.name?.endsWith("-webhook-service")),
    };
}

function versionOf({ metadata, spec }: Deployment): string {
    const image = spec?.template.spec?.containers[0]?.image ?? "";
    return metadata?.labels?.["app.kubernetes.io/version"] ?? image.split(":").at(-1) ?? "";
}

function rolledOutAt({ status }: Deployment): { rolledOutAt?: number } {
    const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
    if (progressing?.reason !== "NewReplicaSetAvailable") return {};
    return { rolledOutAt: new Date(progressing.lastUpdateTime ?? 0).getTime() };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
    return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}

/**
 * Whether the operator's webhook answers: undefined, or why not. Asked by a rehearsal (dry run) of making an object that the
 * API server does not decide without the webhook. Nothing is made.
 */
export async function askWebhook(
    { objects }: Apis,
    line: OperatorLine,
    namespace: string,
): Promise<string | undefined> {
    const probe = line.webhookProbe?.(namespace);
    if (probe === undefined) return undefined;
    const { resource, body } = probe;
    try {
        await ifFound(objects.createNamespacedCustomObject({ ...resource, namespace, dryRun: "All", body }));
        return undefined;
    } catch (error) {
        // Any other refusal is an answer, or says nothing of the webhook.
        if (statusOf(error) === undefined) throw error;
        const reason = reasonOf(error);
        return reason.includes("failed calling webhook") ? reason : undefined;
    }
}
