import * as pulumi from "@pulumi/pulumi";
import { repositoryBehind } from "../images/imageReference";
import { toleration } from "../scheduling/toleration";
import type { CertManagerArgs } from "./certManagerArgs";

/** The pinned chart. Version: newest tag of cert-manager/cert-manager's repository, 2026-08. */
export const CERT_MANAGER_CHART = {
    chart: "cert-manager",
    repository: "https://charts.jetstack.io",
    version: "v1.21.1",
};

const REPOSITORY = "quay.io/jetstack/cert-manager-";

/** Values of the chart; their names are the same since chart v1.15. */
export function certManagerValues(args: CertManagerArgs): Record<string, pulumi.Input<unknown>> {
    const image = (part: string) => ({
        repository: pulumi
            .output(args.imageRegistry)
            .apply((registry) => repositoryBehind(registry, REPOSITORY + part)),
    });
    const withImage = (part: string) => (args.imageRegistry !== undefined ? { image: image(part) } : {});
    const pods = {
        ...(args.replicas !== undefined ? { replicaCount: args.replicas } : {}),
        ...tolerations(args),
    };
    return {
        crds: { enabled: true, keep: true },
        ...(args.imagePullSecrets
            ? { global: { imagePullSecrets: args.imagePullSecrets.map((name) => ({ name })) } }
            : {}),
        ...withImage("controller"),
        ...pods,
        webhook: { ...withImage("webhook"), ...pods },
        cainjector: { ...withImage("cainjector"), ...pods },
        ...(args.imageRegistry !== undefined ? { acmesolver: withImage("acmesolver") } : {}),
        startupapicheck: { enabled: true, ...withImage("startupapicheck"), ...tolerations(args) },
    };
}

function tolerations(args: CertManagerArgs): Record<string, unknown> {
    return args.tolerations?.length ? { tolerations: args.tolerations.map(toleration) } : {};
}
