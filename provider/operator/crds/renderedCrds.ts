import * as pulumi from "@pulumi/pulumi";
import { isLocal } from "../../charts/chartSource";
import { type Crd, crdsAmong } from "./crd";
import { OPERATOR_RELEASE } from "./releaseNames";

export interface KnownLocation {
    readonly chart: string;
    readonly version?: string;
    readonly repositoryOpts?: { readonly repo: string };
}

/**
 * The CRDs as the Kubernetes provider's own Helm renders them, from wherever the chart is; undefined when the provider is
 * not configured yet.
 */
export async function renderedCrds(
    location: KnownLocation,
    namespace: string,
    opts: pulumi.InvokeOptions,
): Promise<Crd[] | undefined> {
    const jsonOpts = JSON.stringify({
        ...whereFrom(location),
        // In the CRDs stand the operator's Service and certificate.
        release_name: OPERATOR_RELEASE,
        namespace,
        helm_registry_config: process.env.HELM_REGISTRY_CONFIG,
    });
    const answer = await pulumi.runtime.invoke("kubernetes:helm:template", { jsonOpts }, opts);
    const { result } = answer as { result?: { kind?: string }[] };
    return result && crdsAmong(result);
}

/** Source: pulumi-kubernetes, provider/pkg/provider/invoke_helm_template.go, HelmChartOpts. */
function whereFrom({ chart, version, repositoryOpts }: KnownLocation): object {
    if (isLocal(chart)) return { path: chart };
    return { chart, version, ...(repositoryOpts ? { fetch_opts: { repo: repositoryOpts.repo } } : {}) };
}
