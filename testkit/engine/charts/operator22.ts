import { account, type ChartOfLine, deployment, metadataOf, selectorOf } from "./operatorParts";

/** Account, Deployment, webhook Service; not its webhook configurations, which the API server could not call. */
export const operator22: ChartOfLine = (chart) => {
    const service = {
        apiVersion: "v1",
        kind: "Service",
        metadata: metadataOf(chart, "emqx-operator-webhook-service"),
        spec: { ports: [{ port: 443, targetPort: 9443 }], selector: selectorOf(chart) },
    };
    return [
        ["core/v1:ServiceAccount", account(chart)],
        ["apps/v1:Deployment", deployment(chart, "emqx/emqx-operator-controller")],
        ...(chart.values?.webhook?.enabled === false ? [] : [["core/v1:Service", service] as const]),
    ];
};
