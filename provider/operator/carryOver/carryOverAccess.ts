import { isOperator } from "../../emqx/gate/seen/readOperator";
import { readApiVersions } from "../../emqx/gate/seen/readPresent";
import type { CarryOver } from "../../emqx/lines/line/chart";
import type { OperatorLine } from "../../emqx/lines/line/line";
import { at, textAt } from "../../emqx/lines/line/plainObject";
import { ifAllowed, ifFound } from "../../kubernetes/answers";
import { type Apis, openApis } from "../../kubernetes/apis";

type Unknown = CarryOver["unknown"][number];
type Webhook = CarryOver["webhooks"][number];

/** A Deployment of the operator in its namespace. */
export interface Running {
    readonly name: string;
    readonly wanted: number;
    /** Pods that are still there. */
    readonly pods: number;
}

/** All that a change of the operator's line asks of the Kubernetes cluster, and does to it. */
export interface CarryOverAccess {
    readonly apiVersions: () => Promise<string[]>;
    /** Names with their namespaces; none where the kind is not there, or nobody may see it. */
    readonly objects: (kind: Unknown) => Promise<string[]>;
    readonly operators: (namespace: string) => Promise<Running[]>;
    readonly stop: (namespace: string, name: string) => Promise<void>;
    readonly removeWebhook: (webhook: Webhook) => Promise<void>;
    readonly stopConverting: (definition: string) => Promise<void>;
}

/** How the cluster of a kubeconfig is reached. Replaceable, since a graph test has no API server. */
export const carryOverAccess = { open };

/** Whose the fields are that are written here. */
const FIELD_MANAGER = "emqx-ack-operator";

async function open(kubeconfig: string | undefined, line: OperatorLine): Promise<CarryOverAccess> {
    const apis = await openApis(kubeconfig);
    return {
        apiVersions: () => readApiVersions(apis, line),
        objects: (kind) => objectsOf(apis, line.resource.group, kind),
        operators: (namespace) => operatorsIn(apis, line, namespace),
        stop: (namespace, name) => stop(apis, namespace, name),
        removeWebhook: ({ plural, name }) => removeWebhook(apis, plural, name),
        stopConverting: (definition) => stopConverting(apis, definition),
    };
}

async function objectsOf({ objects }: Apis, group: string, { version, plural }: Unknown): Promise<string[]> {
    const found = await ifAllowed(ifFound(objects.listClusterCustomObject({ group, version, plural })));
    const items = (found as { items?: unknown[] } | undefined)?.items ?? [];
    return items.map(
        (item) => `${textAt(item, "metadata", "namespace") ?? ""}/${textAt(item, "metadata", "name") ?? ""}`,
    );
}

async function operatorsIn({ apps, core }: Apis, line: OperatorLine, namespace: string): Promise<Running[]> {
    const { items } = await apps.listNamespacedDeployment({ namespace });
    return Promise.all(
        items
            .filter((deployment) => isOperator(deployment, line))
            .map(async ({ metadata, spec }) => {
                const labelSelector = Object.entries(spec?.selector.matchLabels ?? {})
                    .map(([key, value]) => `${key}=${value}`)
                    .join(",");
                const pods = await core.listNamespacedPod({ namespace, labelSelector });
                return { name: metadata?.name ?? "", wanted: spec?.replicas ?? 1, pods: pods.items.length };
            }),
    );
}

async function stop({ apps }: Apis, namespace: string, name: string): Promise<void> {
    const body = [{ op: "replace", path: "/spec/replicas", value: 0 }];
    await apps.patchNamespacedDeployment({ name, namespace, body, fieldManager: FIELD_MANAGER });
}

async function removeWebhook({ objects }: Apis, plural: string, name: string): Promise<void> {
    const group = "admissionregistration.k8s.io";
    await ifFound(objects.deleteClusterCustomObject({ group, version: "v1", plural, name }));
}

/** One that is not there has nothing to convert. */
async function stopConverting({ objects }: Apis, name: string): Promise<void> {
    const definition = {
        group: "apiextensions.k8s.io",
        version: "v1",
        plural: "customresourcedefinitions",
        name,
    };
    const found = await ifFound(objects.getClusterCustomObject(definition));
    if (found === undefined || at(found, "spec", "conversion", "strategy") === "None") return;
    const body = [{ op: "replace", path: "/spec/conversion", value: { strategy: "None" } }];
    await objects.patchClusterCustomObject({ ...definition, body, fieldManager: FIELD_MANAGER });
}
