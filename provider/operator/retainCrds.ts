import * as pulumi from "@pulumi/pulumi";
import { forPeople } from "../validation/forPeople";

const CRD = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

/**
 * The operator's CRDs outlive it: they are templates of its chart, and deleting one deletes every EMQX cluster of the
 * Kubernetes cluster with it.
 */
export async function retainCrds(
    args: pulumi.ResourceTransformArgs,
): Promise<pulumi.ResourceTransformResult | undefined> {
    if (args.type !== CRD) return undefined;
    refuseOtherLines(args.props);
    return { props: args.props, opts: pulumi.mergeOptions(args.opts, { retainOnDelete: true }) };
}

/** A chart from a folder or file does not say its version in the arguments; its CRD for EMQX comes before everything else. */
function refuseOtherLines(crd: {
    metadata?: { name?: string };
    spec?: { versions?: { name: string }[] };
}): void {
    const versions = crd.spec?.versions?.map(({ name }) => name) ?? [];
    if (crd.metadata?.name !== "emqxes.apps.emqx.io" || versions.length === 0) return;
    if (versions.includes("v2beta1") && !versions.includes("v2")) return;
    const sentence = `the chart in source is not of operator line 2.2: its EMQX objects are ${versions.join(", ")}, and this package writes v2beta1. Use chart 2.2.29 or a later 2.2; docs/upgrading.md has the steps between lines.`;
    throw forPeople(new pulumi.RunError(sentence));
}
