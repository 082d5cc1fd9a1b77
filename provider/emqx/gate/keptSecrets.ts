import * as pulumi from "@pulumi/pulumi";
import type { OperatorLine } from "../lines/line/line";
import type { SecretValues } from "../secrets/kept";
import { failForPeople, watchOf } from "./gateWatch";
import { clusterAccess } from "./seen/clusterAccess";
import { patiently } from "./watch";

export interface SecretsPlace {
    readonly line: OperatorLine;
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly namespace: pulumi.Input<string>;
    /** What has to be there before anybody may look. */
    readonly after: pulumi.Input<unknown>;
}

/** Time for an API server that is just coming up. */
const LOOK_SECONDS = 120;

/** What a Secret of an earlier stack holds. A preview looks at nothing. */
export function secretThere(
    component: pulumi.ComponentResource,
    { line, kubeconfig, namespace, after }: SecretsPlace,
    name: string,
): pulumi.Output<SecretValues | undefined> {
    if (pulumi.runtime.isDryRun()) return pulumi.output(undefined);
    const found = pulumi.all([kubeconfig, namespace, after]).apply(async ([credentials, inNamespace]) => {
        const look = async () => {
            const access = await clusterAccess.open(credentials, line);
            return patiently(watchOf(component), LOOK_SECONDS, async () => ({
                result: await access.secretValues(inNamespace, name),
            }));
        };
        return failForPeople(component, look());
    });
    return pulumi.secret(found);
}
