import type * as pulumi from "@pulumi/pulumi";
import type { ChartSourceArgs } from "../charts/chartSource";
import type { TolerationArgs } from "../scheduling/toleration";

/** How cert-manager is installed. */
export interface CertManagerChartArgs {
    /**
     * Where the chart comes from.
     * @default `cert-manager` v1.21.1 from https://charts.jetstack.io
     */
    source?: ChartSourceArgs;
    /**
     * Namespace to install into; it is made when missing, and stays, empty, when cert-manager is removed. A change installs
     * it anew.
     * @default "cert-manager"
     */
    namespace?: pulumi.Input<string>;
    /**
     * Names of Secrets in cert-manager's namespace with credentials for the registry.
     * @default none
     */
    imagePullSecrets?: pulumi.Input<string>[];
    /**
     * Pods of controller, webhook and cainjector each.
     * @default 1
     */
    replicas?: pulumi.Input<number>;
}

/** How cert-manager is installed, and where its images and pods may be. */
export interface CertManagerArgs extends CertManagerChartArgs {
    /**
     * Registry and namespace with copies of cert-manager's images (controller, webhook, cainjector, acmesolver,
     * startupapicheck).
     * @default quay.io/jetstack
     */
    imageRegistry?: pulumi.Input<string>;
    /**
     * Taints that its pods put up with.
     * @default none
     */
    tolerations?: TolerationArgs[];
}
