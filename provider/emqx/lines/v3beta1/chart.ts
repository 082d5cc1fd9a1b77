import type { OperatorChart } from "../line/chart";

/**
 * Sources: EMQX Operator, Restricted Access (emqx-docs at 9c262617) for the values; its pull request 3464 for image and version. No
 * final release of the line had been seen when this was written (2026-11-28): whoever takes it names what was released.
 */
export const chart: OperatorChart = {
    chart: "emqx-operator",
    repository: "https://repos.emqx.io/charts",
    version: "3.0.0",
    preliminary:
        "operator 3.0 had no final release when this package was made (2026-11-28): it is written and watched after the operator's source of September 2026, and a release may differ. Try it on a cluster that nobody needs first.",
    lowest: "3.0.0",
    lowestBecause:
        "release candidates report what they did in other fields, and one of them never ends a rollout",
    image: "ghcr.io/emqx/emqx-operator",
    needsCertManager: false,
    values: ({ replicas, imageRepository, imagePullSecrets, tolerations }) => ({
        // They are templates of it, and have a release of their own.
        skipCRDs: true,
        replicaCount: replicas,
        ...(imageRepository === undefined ? {} : { image: { repository: imageRepository } }),
        ...(imagePullSecrets ? { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) } : {}),
        ...(tolerations.length > 0 ? { tolerations } : {}),
    }),
    serves: (versions) => versions.includes("v3beta1"),
};
