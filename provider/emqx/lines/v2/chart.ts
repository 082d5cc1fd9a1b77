import type { OperatorChart } from "../line/chart";
import { carryOver } from "./carryOver";

/**
 * Source: values.yaml of chart 2.3.0 (emqx-operator at 121ab5c3); where the chart of 2.3.3 is published is not verified: the vendor's pages of
 * the line install it with `helm repo add emqx https://repos.emqx.io/charts`, as those of 2.2 do.
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
