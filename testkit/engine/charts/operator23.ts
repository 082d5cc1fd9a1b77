import { account, type ChartOfLine, deployment } from "./operatorParts";

/**
 * Account and Deployment: no webhook and no cert-manager, whose values are ignored. The Job before an installation and an upgrade
 * (`upgrade.preUpgradeCheck`) is a hook, and a chart that Pulumi renders has none. Source: emqx-operator,
 * deploy/charts/emqx-operator/values.yaml at 121ab5c3; pulumi-kubernetes, helm/v4/chart.go: "hooks are not supported".
 */
export const operator23: ChartOfLine = (chart) => [
    ["core/v1:ServiceAccount", account(chart)],
    ["apps/v1:Deployment", deployment(chart, "ghcr.io/emqx/emqx-operator")],
];
