import type { OperatorChart } from "../line/chart";
import { carryOver } from "./carryOver";

/**
 * Source: values.yaml of chart 2.3.0 (emqx-operator at 121ab5c3). That the repository has the chart of 2.3.3 is not verified: an older copy of
 * the vendor's "Install Operator and Deploy EMQX" names it, the page of 2026-11 installs a release's install.yaml instead.
 */
export const chart: OperatorChart = {
    chart: "emqx-operator",
    repository: "https://repos.emqx.io/charts",
    version: "2.3.3",
    lowest: "2.3.0",
    lowestBecause: "the first one of its line",
    image: "ghcr.io/emqx/emqx-operator",
    needsCertManager: false,
    values: ({ replicas, imageRepository, imagePullSecrets, tolerations }) => ({
        // They are templates of it, and have a release of their own.
        skipCRDs: true,
        // On by mistake in 2.3.0.
        development: false,
        replicaCount: replicas,
        ...(imageRepository === undefined ? {} : { image: { repository: imageRepository } }),
        ...(imagePullSecrets ? { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) } : {}),
        // What its hook does is done before the chart, without its image.
        upgrade: { preUpgradeCheck: false },
        ...(tolerations.length > 0 ? { tolerations } : {}),
    }),
    serves: (versions) => versions.includes("v2"),
    carryOver,
};
