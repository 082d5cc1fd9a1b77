import { ifAllowed } from "../../../kubernetes/answers";
import type { Apis, Deployment } from "../../../kubernetes/apis";
import { allLines } from "../../lines";
import type { OperatorLine } from "../../lines/line/line";
import type { OperatorState } from "../meant/operatorState";
import { type PodStatus, podTrouble } from "../meant/podTrouble";

/** On the operator's Deployment, chart and plain manifest alike; other operators have it too. */
const CONTROLLER_LABEL = "control-plane=controller-manager";

/** Set where it looks at one namespace only. Source: main.go and its chart's controller-manager.yaml at 2.2.29. */
const WATCHED = "WATCH_NAMESPACE";

/**
 * The Deployments of the EMQX operator that act on a namespace; none when none is to be found, e.g. because it runs elsewhere or
 * these credentials may not see it.
 */
export async function readOperators(
    { apps, core }: Apis,
    line: OperatorLine,
    namespace: string,
): Promise<OperatorState[]> {
    const found = await ifAllowed(apps.listDeploymentForAllNamespaces({ labelSelector: CONTROLLER_LABEL }));
    const ours = (found?.items ?? []).filter((one) => isOperator(one, line) && watches(one, namespace));
    return Promise.all(ours.map((deployment) => operatorState(core, deployment)));
}

/** Of whatever line: a Kubernetes cluster has one operator, and which one is what has to be known. */
export function isOperator(deployment: Deployment, wanted: OperatorLine): boolean {
    return [wanted, ...allLines()].some((line) => isOfChart(deployment, line));
}

/** By the chart's name or the image's, since either may be another one. */
function isOfChart({ metadata, spec }: Deployment, { chart }: OperatorLine): boolean {
    const image = chart.image.split("/").at(-1) as string;
    const images = (spec?.template.spec?.containers ?? []).map((container) => container.image ?? "");
    return Boolean(
        metadata?.name?.includes(chart.chart) ||
            metadata?.labels?.["app.kubernetes.io/name"] === chart.chart ||
            images.some(
                (name) =>
                    name
                        .split("/")
                        .at(-1)
                        ?.replace(/[:@].*/, "") === image,
            ),
    );
}

function watches({ metadata, spec }: Deployment, namespace: string): boolean {
    const variables = (spec?.template.spec?.containers ?? []).flatMap(({ env }) => env ?? []);
    const watched = variables.find(({ name }) => name === WATCHED);
    const own = watched?.valueFrom?.fieldRef?.fieldPath === "metadata.namespace";
    const only = own ? metadata?.namespace : watched?.value;
    return !only || only.split(",").includes(namespace);
}

async function operatorState(core: Apis["core"], deployment: Deployment): Promise<OperatorState> {
    const namespace = deployment.metadata?.namespace ?? "";
    const labelSelector = Object.entries(deployment.spec?.selector.matchLabels ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
    // Both only explain: who may not see them waits all the same.
    const [pods, services] = await Promise.all([
        ifAllowed(core.listNamespacedPod({ namespace, labelSelector })),
        ifAllowed(core.listNamespacedService({ namespace })),
    ]);
    const troubles = (pods?.items ?? []).map((pod) => podTrouble((pod.status ?? {}) as PodStatus));
    const { metadata, spec, status } = deployment;
    return {
        namespace,
        name: metadata?.name ?? "",
        version: versionOf(deployment),
        observed: (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0),
        wanted: spec?.replicas ?? 1,
        available: status?.availableReplicas ?? 0,
        old: (status?.replicas ?? 0) - (status?.updatedReplicas ?? 0),
        ...rollout(deployment),
        ...optional("trouble", troubles.find(Boolean)),
        webhook: (services?.items ?? []).some(({ metadata }) => metadata?.name?.endsWith("-webhook-service")),
    };
}

function versionOf({ metadata, spec }: Deployment): string {
    const image = spec?.template.spec?.containers[0]?.image ?? "";
    return metadata?.labels?.["app.kubernetes.io/version"] ?? image.split(":").at(-1) ?? "";
}

function rollout({ status }: Deployment): Pick<OperatorState, "rolledOutAt" | "movedAt"> {
    const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
    if (progressing?.lastUpdateTime === undefined) return {};
    const movedAt = new Date(progressing.lastUpdateTime).getTime();
    return progressing.reason === "NewReplicaSetAvailable" ? { movedAt, rolledOutAt: movedAt } : { movedAt };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
    return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}
