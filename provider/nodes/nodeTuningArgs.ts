import type * as pulumi from "@pulumi/pulumi";
import type { KernelProfileArgs } from "./kernel";

/** Kernel parameters for nodes that exist already. */
export interface NodeTuningArgs {
    /**
     * Labels of the nodes to tune. A change tunes other nodes; those that were tuned keep their values.
     * @default every Linux node of the cluster
     */
    nodeSelector?: { [label: string]: pulumi.Input<string> };
    /**
     * What to tune. A change is applied to all nodes within minutes, without a restart; open files reach containers
     * that start after containerd's next restart.
     * @default KernelPreset.Standard
     */
    kernelProfile?: KernelProfileArgs;
    /**
     * Image of the DaemonSet; it needs `sh`, `nsenter` and, there or on the host, `curl`.
     * @default the official open-source EMQX image
     */
    image?: pulumi.Input<string>;
    /**
     * Registry and namespace with copies of the images.
     * @default Docker Hub
     */
    imageRegistry?: pulumi.Input<string>;
    /**
     * Namespace that permits privileged pods.
     * @default "kube-system"
     */
    namespace?: pulumi.Input<string>;
}
