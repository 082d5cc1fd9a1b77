import type { OperatorChart } from "../line/chart";

/** Source: deploy/charts/emqx-operator at tag 2.2.29, the last one of the line. */
export const chart: OperatorChart = {
    chart: "emqx-operator",
    repository: "https://repos.emqx.io/charts",
    version: "2.2.29",
    lowest: "2.2.29",
    lowestBecause: 'older ones loop on "replicas -1"',
    image: "emqx/emqx-operator-controller",
    needsCertManager: true,
    // Source: its values.yaml.
    values: ({ replicas, imageRepository, imagePullSecrets, webhook, tolerations }) => ({
        // They are templates of it, and have a release of their own.
        skipCRDs: true,
        replicaCount: replicas,
        ...(imageRepository === undefined ? {} : { image: { repository: imageRepository } }),
        ...(imagePullSecrets ? { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) } : {}),
        webhook: { enabled: webhook },
        ...(tolerations.length > 0 ? { tolerations } : {}),
    }),
    serves: (versions) => versions.includes("v2beta1") && !versions.includes("v2"),
};
