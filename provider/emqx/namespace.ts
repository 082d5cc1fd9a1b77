import * as core from "@pulumi/kubernetes/core/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { EmqxClusterArgs } from "./args/emqxClusterArgs";

/**
 * The name is passed on as given, not as the namespace's output, which a preview of a new cluster does not know. Unless asked
 * otherwise the namespace outlives its stack, and with it the claims of the cores' disks; it may be there already then.
 */
export function createNamespace(
    name: string,
    namespace: pulumi.Input<string>,
    args: EmqxClusterArgs,
    provider: pulumi.ProviderResource | undefined,
    opts: pulumi.CustomResourceOptions,
): core.Namespace | undefined {
    if (args.createNamespace === false) return undefined;
    return new core.Namespace(
        `${name}-namespace`,
        {
            metadata: {
                name: namespace,
                // The kubelet's permission is not enough: the "baseline" level of Pod Security refuses these sysctls too.
                labels: args.kernelProfile ? { "pod-security.kubernetes.io/enforce": "privileged" } : {},
            },
        },
        {
            ...opts,
            protect: args.protect,
            retainOnDelete: args.deleteDataOnDestroy !== true,
            ...(provider ? { provider } : {}),
        },
    );
}
