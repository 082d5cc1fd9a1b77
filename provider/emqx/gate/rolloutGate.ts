import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import * as pulumi from "@pulumi/pulumi";
import type { OperatorLine } from "../lines/line/line";
import type { EmqxNode, Target } from "../lines/line/observation";
import { failForPeople, watchOf } from "./gateWatch";
import { clusterAccess } from "./seen/clusterAccess";
import { waitForRollout } from "./waitForRollout";

export interface RolloutGate {
    readonly line: OperatorLine;
    /** How to reach the API server; undefined for whatever Pulumi's own default provider would take. */
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly instance: string;
    readonly target: pulumi.Input<Target>;
    readonly timeoutSeconds: number;
}

export interface RolledOut {
    /** Known once the cluster carries its spec: whoever takes it from here comes after the rollout. */
    readonly namespace: pulumi.Output<string>;
    readonly nodes: pulumi.Output<EmqxNode[]>;
}

/**
 * Holds what depends on the EMQX object until the cluster really is what the object says. An Output and not a resource
 * hook: it is evaluated on every update, so that a run that failed or was interrupted is taken up by the next one even
 * when nothing differs any more.
 */
export function rolledOut(emqx: CustomResource, gate: RolloutGate): RolledOut {
    const result = pulumi
        .all([emqx.metadata, gate.kubeconfig, gate.target])
        .apply(async ([metadata, kubeconfig, target]) => {
            const namespace = metadata.namespace as string;
            if (pulumi.runtime.isDryRun()) return { namespace, nodes: undefined };
            const { line } = gate;
            const goal = {
                line,
                namespace,
                instance: gate.instance,
                target,
                timeoutSeconds: gate.timeoutSeconds,
            };
            const access = await clusterAccess.open(kubeconfig, line);
            const nodes = await failForPeople(emqx, waitForRollout(goal, access, watchOf(emqx)));
            return { namespace, nodes };
        });
    // The kubeconfig is a secret and makes one of everything it touches.
    const plain = pulumi.unsecret(result);
    return {
        namespace: plain.apply(({ namespace }) => namespace),
        nodes: plain.apply(({ nodes }) => nodes ?? (pulumi.unknown as unknown as EmqxNode[])),
    };
}
