import type { OperatorChart } from "../line/chart";

/** Source: values.yaml of charts 2.3.0 to 2.3.3, as far as they are public: emqx-operator 121ab5c3. */
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
};
