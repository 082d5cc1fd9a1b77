import * as pulumi from "@pulumi/pulumi";
import type { EmqxClusterArgs } from "./args/emqxClusterArgs";

/** Without credentials of our own there is nothing to look with: a provider does not give its away. */
export function isWatched(component: pulumi.ComponentResource, { kubeconfig }: EmqxClusterArgs): boolean {
    return kubeconfig !== undefined || component.getProvider("kubernetes:core/v1:Secret") === undefined;
}

/** As long the same for a component as its program and stack are. */
export function componentOf(name: string): string {
    return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}
