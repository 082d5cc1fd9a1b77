import * as pulumi from "@pulumi/pulumi";
import { InvalidArguments } from "./problems";

/**
 * Passes a value on, unless it turns out to be a secret: it would stand in clear in an object that others may read.
 * Only an Output can be one, so this cannot be known before it resolves.
 */
export function refuseSecret<T>(
    component: string,
    name: string,
    path: string,
    instead: string,
    value: pulumi.Input<T>,
): pulumi.Output<pulumi.Unwrap<T>> {
    const output = pulumi.output(value);
    return pulumi.all([output, pulumi.isSecret(output)]).apply(([plain, secret]) => {
        if (secret) {
            throw new InvalidArguments(component, name, [
                {
                    path,
                    reason: `is a secret, and would stand in clear in the Kubernetes cluster; ${instead}`,
                },
            ]);
        }
        return plain as pulumi.Unwrap<T>;
    });
}
