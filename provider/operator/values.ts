import * as pulumi from "@pulumi/pulumi";
import { repositoryBehind } from "../images/imageReference";
import { toleration } from "../scheduling/toleration";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";

/** The pinned chart: last tag of line 2.2, and the lowest version that is free of the "replicas -1" loop. */
export const OPERATOR_CHART = {
    chart: "emqx-operator",
    repository: "https://repos.emqx.io/charts",
    version: "2.2.29",
};

/** Name of the chart's installation. */
export const OPERATOR_RELEASE = "emqx-operator";

/** Values of the chart. Source: deploy/charts/emqx-operator/values.yaml at tag 2.2.29. */
export function operatorValues(args: EmqxOperatorArgs): Record<string, pulumi.Input<unknown>> {
    const registry = args.imageRegistry;
    return {
        // They are templates of it, and have a release of their own.
        skipCRDs: true,
        replicaCount: args.replicas ?? 2,
        ...(registry !== undefined
            ? {
                  image: {
                      repository: pulumi
                          .output(registry)
                          .apply((r) => repositoryBehind(r, "emqx/emqx-operator-controller")),
                  },
              }
            : {}),
        ...(args.imagePullSecrets
            ? { imagePullSecrets: args.imagePullSecrets.map((name) => ({ name })) }
            : {}),
        webhook: { enabled: args.webhook ?? true },
        ...(args.tolerations?.length ? { tolerations: args.tolerations.map(toleration) } : {}),
    };
}
