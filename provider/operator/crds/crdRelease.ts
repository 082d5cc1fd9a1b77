import * as helm from "@pulumi/kubernetes/helm/v3";
import * as pulumi from "@pulumi/pulumi";
import type { ChartLocation } from "../../charts/chartSource";
import type { OperatorLine } from "../../emqx/lines/line/line";
import { crdChart } from "./crdChart";
import { CRD_RELEASE } from "./releaseNames";

export interface CrdReleaseArgs {
    readonly name: string;
    readonly namespace: pulumi.Input<string>;
    /** Where the operator's own chart is, which has the CRDs. */
    readonly location: ChartLocation;
    /** The line that the operator is to be of. */
    readonly line: OperatorLine;
}

/**
 * The operator's CRDs as one Helm release: as resources of their own they cost every preview and update more than all the
 * rest of the stack. Helm keeps each when the release goes (`helm.sh/resource-policy`), since deleting one deletes every
 * EMQX cluster of the Kubernetes cluster. All of them, used or not: the operator watches every kind it knows and ends when
 * one is missing (main.go at tag 2.2.29).
 */
export function createCrdRelease(
    { name, namespace, location, line }: CrdReleaseArgs,
    opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): helm.Release {
    const { parent, provider } = opts;
    const invoking: pulumi.InvokeOptions = { parent, ...(provider ? { provider } : {}) };
    return new helm.Release(
        `${name}-crds`,
        {
            name: CRD_RELEASE,
            namespace,
            chart: pulumi
                .output({ location, namespace })
                .apply((given) => crdChart(line, given.location, given.namespace, invoking)),
            // They outlive every release, and an earlier version of this package made them without one.
            takeOwnership: true,
            // Each revision has all of them in it.
            maxHistory: 2,
        },
        { customTimeouts: { create: "10m", update: "10m", delete: "10m" }, ...opts },
    );
}
