import * as helm from "@pulumi/kubernetes/helm/v3";
import * as pulumi from "@pulumi/pulumi";
import { chartLocation } from "../charts/chartSource";
import { validated } from "../validation/validated";
import type { CertManagerArgs } from "./certManagerArgs";
import { checkCertManager } from "./rules";
import { CERT_MANAGER_CHART, certManagerValues } from "./values";

/**
 * cert-manager, installed from its Helm chart and proven to be serving: the release is done only after the chart's
 * start-up check has made a certificate request through the webhook. Its CRDs stay when it is removed.
 */
export class CertManager extends pulumi.ComponentResource {
    /** Namespace of cert-manager. */
    public readonly namespace: pulumi.Output<string>;
    /** Version of the chart that runs. */
    public readonly version: pulumi.Output<string>;

    constructor(name: string, args: CertManagerArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        args = validated("CertManager", name, args, checkCertManager);
        super("emqx-ack:index:CertManager", name, {}, opts);

        // A Release and not a Chart: the start-up check is a chart hook, and hooks run only there.
        const release = new helm.Release(
            `${name}-release`,
            {
                name: "cert-manager",
                namespace: args.namespace ?? "cert-manager",
                createNamespace: true,
                ...chartLocation(args.source, CERT_MANAGER_CHART),
                values: certManagerValues(args),
                timeout: 600,
                waitForJobs: true,
            },
            {
                parent: this,
                dependsOn: opts?.dependsOn,
                customTimeouts: { create: "15m", update: "15m", delete: "10m" },
            },
        );

        this.namespace = release.status.namespace;
        this.version = release.status.version;
        this.registerOutputs({ namespace: this.namespace, version: this.version });
    }
}
