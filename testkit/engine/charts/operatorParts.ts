import type { WireObject } from "../../../preview/monitor/wire";

/** What a chart of the operator is given; a value that its line does not have is ignored, as Helm does. */
export interface ChartInputs {
    readonly name?: string;
    readonly namespace?: string;
    readonly chart: string;
    readonly version?: string;
    readonly values?: {
        readonly replicaCount?: number;
        readonly image?: { readonly repository?: string; readonly tag?: string };
        readonly imagePullSecrets?: object[];
        readonly tolerations?: object[];
        readonly webhook?: { readonly enabled?: boolean };
        readonly skipCRDs?: boolean;
    };
}

/** Type tokens of the kubernetes provider, without its name, with manifests. */
export type ChartOfLine = (chart: ChartInputs) => readonly (readonly [string, WireObject])[];

export function metadataOf({ namespace = "default" }: ChartInputs, name: string, labels: WireObject = {}) {
    return { name, namespace, labels };
}

export function selectorOf({ name = "emqx-operator" }: ChartInputs): WireObject {
    return {
        "control-plane": "controller-manager",
        "app.kubernetes.io/name": "emqx-operator",
        "app.kubernetes.io/instance": name,
    };
}

export function account(chart: ChartInputs): WireObject {
    return { apiVersion: "v1", kind: "ServiceAccount", metadata: metadataOf(chart, "emqx-operator") };
}

/** The operator's Deployment, with an image of its own repository unless the values name another. */
export function deployment(chart: ChartInputs, repository: string): WireObject {
    const { version = "", values = {} } = chart;
    const labels = {
        ...selectorOf(chart),
        "helm.sh/chart": `emqx-operator-${version}`,
        "app.kubernetes.io/version": version,
        "app.kubernetes.io/managed-by": "Helm",
    };
    // An empty tag is the chart's own version.
    const image = `${values.image?.repository ?? repository}:${values.image?.tag || version}`;
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: metadataOf(chart, "emqx-operator-controller-manager", labels),
        spec: {
            replicas: values.replicaCount ?? 1,
            selector: { matchLabels: selectorOf(chart) },
            template: {
                metadata: { labels },
                spec: {
                    tolerations: (values.tolerations ?? []) as WireObject[],
                    ...(values.imagePullSecrets === undefined
                        ? {}
                        : { imagePullSecrets: values.imagePullSecrets as WireObject[] }),
                    containers: [{ name: "manager", image, command: ["/manager"] }],
                    terminationGracePeriodSeconds: 10,
                },
            },
        },
    };
}
