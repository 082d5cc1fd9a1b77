import * as pulumi from "@pulumi/pulumi";
import { canonicalQuantity } from "../../kubernetes/quantity";

/**
 * A quantity in the EMQX object, which may not be known yet, in the spelling of Kubernetes. The operator writes its object
 * through Go types, and whatever it spells otherwise is its own from then on: the next change of ours would be refused as a
 * conflict.
 */
export function canonical(quantity: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
    if (quantity === undefined || typeof quantity === "string") {
        return quantity === undefined ? undefined : canonicalQuantity(quantity);
    }
    return pulumi.output(quantity).apply((known) => canonicalQuantity(String(known)));
}
