import type * as pulumi from "@pulumi/pulumi";
import type { ChartPlaceArgs } from "../charts/chartSource";
import type { TolerationArgs } from "../scheduling/toleration";

/** How the EMQX operator is installed. One per Kubernetes cluster. */
export interface OperatorArgs {
    /**
     * Version of the operator, e.g. `"2.3.3"`: its line, which decides what EMQX it runs and how nodes are replaced, and the release of
     * that line. With `existingOperator` it says which one is there. A later release of the same line is installed in place, and EMQX stays as it is;
     * another line is an update of its own, in which every EMQX pod is made anew, and where it cannot take over what runs it is refused (docs/upgrading.md).
     * @default the pinned version of the first line that runs `emqx.version`; it moves no running cluster to another line
     */
    version?: string;
    /**
     * Where the chart lies. Its version is `version`, or what a folder or file holds.
     * @default `emqx-operator` from https://repos.emqx.io/charts
     */
    source?: ChartPlaceArgs;
    /**
     * Namespace to install into; it is made. A change installs it anew; running EMQX clusters stay.
     * @default "emqx-operator-system"
     */
    namespace?: pulumi.Input<string>;
    /**
     * Names of Secrets in the operator's namespace with credentials for the registry.
     * @default none
     */
    imagePullSecrets?: pulumi.Input<string>[];
    /**
     * Pods of the operator; one leads. While none runs, a restarted EMQX pod does not become ready.
     * @default 2
     */
    replicas?: pulumi.Input<number>;
    /**
     * Serve the operator's webhooks, which need cert-manager. Needed for kinds other than EMQX only, and there on line 2.2 only.
     * @default true on line 2.2, which alone has any
     */
    webhook?: boolean;
}

/** How the EMQX operator is installed, and into which Kubernetes cluster. */
export interface EmqxOperatorArgs extends OperatorArgs {
    /**
     * Credentials of the Kubernetes cluster, as the text of a kubeconfig. The chart gets a Kubernetes provider of its own
     * with them, one that takes over CRDs which an earlier installation left behind.
     * @default the provider given in the resource options. Without either, the current kubeconfig of whoever runs Pulumi
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * What tells one Kubernetes cluster from another, e.g. the ACK cluster's id: a change of the kubeconfig alone then
     * replaces nothing.
     * @default none
     */
    clusterIdentifier?: pulumi.Input<string>;
    /**
     * Registry and namespace with a copy of the operator's image.
     * @default Docker Hub for line 2.2, the GitHub container registry for later ones
     */
    imageRegistry?: pulumi.Input<string>;
    /**
     * Taints that its pods put up with.
     * @default none
     */
    tolerations?: TolerationArgs[];
}
