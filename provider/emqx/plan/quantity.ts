import type * as pulumi from "@pulumi/pulumi";
import { canonicalQuantity } from "../../kubernetes/quantity";
import { mapInput } from "../../validation/output";

/**
 * A quantity in the EMQX object, which may not be known yet, in the spelling of Kubernetes. The operator writes its object
 * through Go types, and whatever it spells otherwise is its own from then on: the next change of ours would be refused as a
 * conflict.
 */
export function asKubernetesSpells(
    quantity: pulumi.Input<string> | undefined,
): pulumi.Input<string> | undefined {
    return quantity === undefined
        ? undefined
        : mapInput(quantity, (known) => canonicalQuantity(String(known)));
}
