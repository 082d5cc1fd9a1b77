import * as pulumi from "@pulumi/pulumi";
import { Conflicts, createUpsertProvider } from "../kubernetes/upsertProvider";
import type { EmqxClusterArgs } from "./args/emqxClusterArgs";
import { made } from "./gate/changeGate";
import { secretThere } from "./gate/keptSecrets";
import type { EmqxPlan } from "./plan/plan";
import type { SecretValues } from "./secrets/kept";

/** What outlives its stack, and how a later one takes it over. */

/** Whatever is asked for on destroy: another provider would be another namespace, or object, and delete this one. */
export function upsertProvider(
    component: pulumi.ComponentResource,
    name: string,
    { line }: EmqxPlan,
    args: EmqxClusterArgs,
): pulumi.ProviderResource | undefined {
    if (args.createNamespace === false && !line.traps.deletesDisks) return undefined;
    return createUpsertProvider(name, args, Conflicts.Fail, component);
}

/**
 * Options of what outlives the stack where the disks would go with the object: the object, and what its nodes know. A later stack
 * takes it over.
 */
export function outlives(
    { line }: EmqxPlan,
    { deleteDataOnDestroy }: EmqxClusterArgs,
    provider: pulumi.ProviderResource | undefined,
): pulumi.CustomResourceOptions | undefined {
    if (!line.traps.deletesDisks) return undefined;
    return { retainOnDelete: deleteDataOnDestroy !== true, ...(provider ? { provider } : {}) };
}

/** What an earlier stack has left of a Secret. */
export function secretsThere(
    component: pulumi.ComponentResource,
    { line, namespace }: EmqxPlan,
    { kubeconfig }: EmqxClusterArgs,
    watched: boolean,
    dependencies: pulumi.ComponentResourceOptions["dependsOn"],
    name: string,
): pulumi.Output<SecretValues | undefined> {
    if (!watched) return pulumi.output(undefined);
    return secretThere(component, { line, kubeconfig, namespace, after: made(dependencies) }, name);
}
