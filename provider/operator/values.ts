import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_LINE } from "../emqx/lines";
import { repositoryBehind } from "../images/imageReference";
import { toleration } from "../scheduling/toleration";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";

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
                          .apply((r) => repositoryBehind(r, DEFAULT_LINE.chart.image)),
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
