import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface UpsertProviderArgs {
    /** Credentials, as the text of a kubeconfig; without them the current kubeconfig of whoever runs Pulumi. */
    readonly kubeconfig?: pulumi.Input<string>;
    readonly clusterIdentifier?: pulumi.Input<string>;
}

/** What to do where somebody else, an earlier stack or `helm install`, wrote a field otherwise. */
export enum Conflicts {
    Fail,
    Overrule,
}

/**
 * A Kubernetes provider that takes over what exists, for those few objects that outlive their stack. For everything else,
 * taking over what exists would hide mistakes. Undefined where the user gave a provider whose credentials nobody knows:
 * then that one has to do.
 */
export function createUpsertProvider(
    name: string,
    args: UpsertProviderArgs,
    conflicts: Conflicts,
    parent: pulumi.ComponentResource,
): Provider | undefined {
    const given = parent.getProvider("kubernetes:core/v1:Namespace");
    if (args.kubeconfig === undefined && given !== undefined) return undefined;
    return new Provider(
        `${name}-upsert`,
        {
            kubeconfig: args.kubeconfig !== undefined ? pulumi.secret(args.kubeconfig) : undefined,
            clusterIdentifier: args.clusterIdentifier,
            upsertExistingObjects: true,
            ...(conflicts === Conflicts.Overrule ? { enablePatchForce: true } : {}),
        },
        { parent },
    );
}
