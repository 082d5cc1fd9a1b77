import * as pulumi from "@pulumi/pulumi";
import { failForPeople, watchOf } from "../emqx/gate/gateWatch";
import { drainNodes } from "./drainNodes";
import type { PresentPool } from "./meant/oldNodes";
import { drainAccess } from "./seen/drainAccess";
import type { StackNodes } from "./stackNodes";

export interface DrainGate {
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly pools: pulumi.Input<readonly PresentPool[]>;
    readonly timeoutMinutes: pulumi.Input<number>;
    /** Of EMQX; nothing is emptied until it is known. */
    readonly namespace: pulumi.Input<string>;
    /** Undefined for a drain that a program makes by itself. */
    readonly stack: StackNodes | undefined;
}

/**
 * Names of the old nodes, known once they are empty. An Output that the program waits for, and no resource hook: the engine begins to
 * delete replaced pools when the program has ended, and not at all when it has failed, so what fails here keeps them; and the next update looks
 * at the nodes again, whatever became of this one.
 * Source: pulumi 3.x, pkg/resource/deploy/deployment_executor.go, `Execute`: `performPostSteps` (deletes) runs at the source's `nil` event alone, after an
 * error it returns before.
 */
export function drained(component: pulumi.Resource, gate: DrainGate): pulumi.Output<string[]> {
    const nodes = pulumi
        .all([gate.kubeconfig, gate.pools, gate.timeoutMinutes, component.urn, gate.namespace, gate.stack])
        .apply(async ([kubeconfig, pools, timeoutMinutes, _made, namespace, stack]) => {
            if (pulumi.runtime.isDryRun()) return undefined;
            const drain = async () => {
                const access = await drainAccess.open(kubeconfig);
                const goal = { pools, namespace, stack, timeoutSeconds: timeoutMinutes * 60 };
                return drainNodes(goal, access, watchOf(component));
            };
            return failForPeople(component, drain());
        });
    // The kubeconfig is a secret and makes one of everything it touches.
    return pulumi.unsecret(nodes).apply((names) => names ?? (pulumi.unknown as unknown as string[]));
}
