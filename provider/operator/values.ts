import * as pulumi from "@pulumi/pulumi";
import type { OperatorLine } from "../emqx/lines/line/line";
import { repositoryBehind } from "../images/imageReference";
import { toleration } from "../scheduling/toleration";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";

/** Values of the line's chart, with the defaults of this component. */
export function operatorValues(
    { chart }: OperatorLine,
    args: EmqxOperatorArgs,
): Record<string, pulumi.Input<unknown>> {
    const registry = args.imageRegistry;
    return chart.values({
        replicas: args.replicas ?? 2,
        ...(registry === undefined
            ? {}
            : { imageRepository: pulumi.output(registry).apply((r) => repositoryBehind(r, chart.image)) }),
        imagePullSecrets: args.imagePullSecrets,
        webhook: args.webhook ?? true,
        tolerations: (args.tolerations ?? []).map(toleration),
    });
}
