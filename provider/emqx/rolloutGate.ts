import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type * as pulumi from "@pulumi/pulumi";

/**
 * The one way from the EMQX object to what depends on it: dependents take the namespace from here, so that they are
 * registered after the object. On create the object's own `pulumi.com/waitFor` holds it until `Ready`. A rollout of an
 * existing object is not waited for yet: `Ready` speaks of the old spec then, and the wait belongs here.
 */
export function rolledOut(emqx: CustomResource): pulumi.Output<string> {
    return emqx.metadata.apply((metadata) => metadata.namespace as string);
}
