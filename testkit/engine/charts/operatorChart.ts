import type { RemoteChild } from "../../../preview/monitor/answers";
import type { RecordedResource } from "../../../preview/monitor/graph";
import { downgradeOutputs, reveal, type WireObject } from "../../../preview/monitor/wire";
import { lineOfOperator } from "../../operator/lines";

interface ChartInputs {
    readonly name?: string;
    readonly namespace?: string;
    readonly chart: string;
    readonly version?: string;
    readonly values?: {
        readonly replicaCount?: number;
        readonly image?: { readonly repository?: string };
        readonly tolerations?: object[];
        readonly webhook?: { readonly enabled?: boolean };
        readonly skipCRDs?: boolean;
    };
}

/**
 * What the EMQX operator's chart 2.2 makes, as far as others see it: definitions, account, Deployment, webhook Service.
 * Not its webhook configurations, which the API server could not call.
 */
export function operatorChart({ name, inputs }: RecordedResource): RemoteChild[] {
    const chart = reveal(downgradeOutputs(inputs)) as unknown as ChartInputs;
    if (!chart.chart.includes("emqx-operator")) {
        throw new Error(`the engine for tests has no stand-in for chart ${chart.chart} of ${name}`);
    }
    const namespace = chart.namespace ?? "default";
    const child = (type: string, manifest: WireObject): RemoteChild => {
        const { name: objectName } = manifest.metadata as { name: string };
        return { type: `kubernetes:${type}`, name: `${name}:${namespace}/${objectName}`, inputs: manifest };
    };
    const metadata = (objectName: string, labels: WireObject = {}) => ({
        name: objectName,
        namespace,
        labels,
    });
    const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: metadata(ACCOUNT) };
    return [
        ...(chart.values?.skipCRDs ? [] : definitionsOf(chart.version ?? "")).map((manifest) =>
            child("apiextensions.k8s.io/v1:CustomResourceDefinition", manifest),
        ),
        child("core/v1:ServiceAccount", account),
        child("apps/v1:Deployment", deployment(chart, metadata)),
        ...(chart.values?.webhook?.enabled === false
            ? []
            : [child("core/v1:Service", webhookService(chart, metadata))]),
    ];
}

const ACCOUNT = "emqx-operator";

type Metadata = (name: string, labels?: WireObject) => WireObject;

function selector({ name = "emqx-operator" }: ChartInputs): WireObject {
    return {
        "control-plane": "controller-manager",
        "app.kubernetes.io/name": "emqx-operator",
        "app.kubernetes.io/instance": name,
    };
}

function deployment(chart: ChartInputs, metadata: Metadata): WireObject {
    const { version = "", values = {} } = chart;
    const labels = {
        ...selector(chart),
        "helm.sh/chart": `emqx-operator-${version}`,
        "app.kubernetes.io/version": version,
        "app.kubernetes.io/managed-by": "Helm",
    };
    const image = `${values.image?.repository ?? "emqx/emqx-operator-controller"}:${version}`;
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: metadata("emqx-operator-controller-manager", labels),
        spec: {
            replicas: values.replicaCount ?? 1,
            selector: { matchLabels: selector(chart) },
            template: {
                metadata: { labels },
                spec: {
                    tolerations: (values.tolerations ?? []) as WireObject[],
                    containers: [{ name: "manager", image, command: ["/manager"] }],
                    terminationGracePeriodSeconds: 10,
                },
            },
        },
    };
}

function webhookService(chart: ChartInputs, metadata: Metadata): WireObject {
    return {
        apiVersion: "v1",
        kind: "Service",
        metadata: metadata("emqx-operator-webhook-service"),
        spec: { ports: [{ port: 443, targetPort: 9443 }], selector: selector(chart) },
    };
}

const definitions = new Map<string, readonly WireObject[]>();

/** Of the line that a version of the operator is of; read once, since that takes a moment. */
export function definitionsOf(version: string): readonly WireObject[] {
    const line = lineOfOperator(version);
    const known = definitions.get(line.release) ?? (line.definitions() as WireObject[]);
    definitions.set(line.release, known);
    return known;
}
