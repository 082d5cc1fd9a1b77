import * as pulumi from "@pulumi/pulumi";

const CRD = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

/**
 * The operator's CRDs have a release of their own. Should a chart still bring some, they outlive it: deleting one deletes
 * every EMQX cluster of the Kubernetes cluster with it.
 */
export async function retainCrds(
    args: pulumi.ResourceTransformArgs,
): Promise<pulumi.ResourceTransformResult | undefined> {
    if (args.type !== CRD) return undefined;
    return { props: args.props, opts: pulumi.mergeOptions(args.opts, { retainOnDelete: true }) };
}
