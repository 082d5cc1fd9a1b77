import * as pulumi from "@pulumi/pulumi";
import { failForPeople, watchOf } from "../../emqx/gate/gateWatch";
import type { OperatorLine } from "../../emqx/lines/line/line";
import { carryOver } from "./carryOver";
import { carryOverAccess } from "./carryOverAccess";

export interface CarryOverGate {
    readonly line: OperatorLine;
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly namespace: pulumi.Input<string>;
    readonly said: boolean;
}

/** A pod of an operator ends within its grace of some seconds. */
const TIMEOUT_SECONDS = 300;

/**
 * What CRDs and operator depend on, known once the way is clear for this line. An Output and no resource, since it is looked at anew on every
 * update; a preview looks at nothing.
 */
export function carriedOver(
    component: pulumi.ComponentResource,
    { line, kubeconfig, namespace, said }: CarryOverGate,
    after: pulumi.Resource,
): pulumi.Input<pulumi.Resource[]> {
    if (pulumi.runtime.isDryRun()) return [after];
    return pulumi.all([kubeconfig, namespace, after.urn]).apply(async ([credentials, inNamespace]) => {
        const clear = async () => {
            const access = await carryOverAccess.open(credentials, line);
            const goal = { line, namespace: inNamespace, said, timeoutSeconds: TIMEOUT_SECONDS };
            await carryOver(goal, access, watchOf(component));
        };
        await failForPeople(component, clear());
        return [after];
    });
}
