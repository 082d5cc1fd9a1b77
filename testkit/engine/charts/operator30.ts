import { account, type ChartOfLine, deployment } from "./operatorParts";

/**
 * Account and Deployment: no webhook, and no hook before an upgrade. Source: emqx-operator, deploy/charts/emqx-operator/values.yaml at
 * 121ab5c3, and its page "Restricted Access", which names watchNamespaces and skipCRDs; the values of 3.0 were not read in full.
 */
export const operator30: ChartOfLine = (chart) => [
    ["core/v1:ServiceAccount", account(chart)],
    ["apps/v1:Deployment", deployment(chart, "ghcr.io/emqx/emqx-operator")],
];
