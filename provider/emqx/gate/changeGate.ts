import * as pulumi from "@pulumi/pulumi";
import { parseQuantity } from "../../kubernetes/quantity";
import { NODE_POOL_LABEL } from "../../naming/labels";
import type { OperatorLine } from "../lines/line/line";
import type { EmqxState } from "../lines/line/state";
import { beforeChange, checkStackChange, type StackGoal } from "./beforeChange";
import { failForPeople, watchOf } from "./gateWatch";
import type { WantedCluster } from "./meant/present";
import type { PodNeeds } from "./meant/room";
import { clusterAccess } from "./seen/clusterAccess";

export interface ChangeGate {
    readonly line: OperatorLine;
    /** How to reach the API server; undefined for whatever Pulumi's own default provider would take. */
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly name: string;
    readonly namespace: pulumi.Input<string>;
    readonly instance: string;
    readonly wanted: pulumi.Input<WantedCluster>;
    /** The object's spec as it is about to be written. */
    readonly spec: pulumi.Input<Record<string, unknown>>;
    readonly timeoutSeconds: number;
    /** What comes before the object: the gate looks only when all of it is there. */
    readonly after: pulumi.Resource[];
}

/** The change of a whole stack, before the first of its parts moves. */
export interface StackChange extends Omit<StackGoal, "namespace"> {
    readonly kubeconfig: pulumi.Input<string>;
    readonly namespace: pulumi.Input<string>;
}

/**
 * What the first part of a stack depends on, known once it is certain that the running EMQX cluster may become what is
 * wanted: what is refused is refused before nodes or operator change.
 */
export function refuseUnsafeChange(
    component: pulumi.ComponentResource,
    change: StackChange,
    dependencies: pulumi.ComponentResourceOptions["dependsOn"],
): pulumi.ComponentResourceOptions["dependsOn"] {
    if (pulumi.runtime.isDryRun()) return dependencies;
    return pulumi.all([change.kubeconfig, change.namespace]).apply(async ([kubeconfig, namespace]) => {
        const access = await clusterAccess.open(kubeconfig, change.line);
        const goal = { ...change, namespace };
        await failForPeople(component, checkStackChange(goal, access, watchOf(component)));
        return dependencies ?? [];
    }) as pulumi.ComponentResourceOptions["dependsOn"];
}

/**
 * What the EMQX object depends on, known once the change may go ahead: refused changes never get there, and operator,
 * running cluster and nodes are ready for it. A preview looks at nothing.
 */
export function readyForChange(
    component: pulumi.ComponentResource,
    gate: ChangeGate,
): pulumi.Input<pulumi.Resource[]> {
    if (pulumi.runtime.isDryRun()) return gate.after;
    const there = pulumi.all(gate.after.map(({ urn }) => urn));
    return pulumi
        .all([gate.kubeconfig, gate.namespace, gate.wanted, gate.spec, there])
        .apply(async ([kubeconfig, namespace, wanted, spec]) => {
            const access = await clusterAccess.open(kubeconfig, gate.line);
            const goal = {
                line: gate.line,
                name: gate.name,
                namespace,
                instance: gate.instance,
                wanted,
                needs: needsOf(gate.line.read({ spec }), wanted),
                timeoutSeconds: gate.timeoutSeconds,
            };
            await failForPeople(component, beforeChange(goal, access, watchOf(component)));
            return gate.after;
        });
}

/** Only for pools of `TunedNodePool`, whose size is fixed: elsewhere a pod without room may be what makes a node come. */
function needsOf({ pods }: EmqxState, wanted: WantedCluster): PodNeeds[] {
    return (["core", "replicant"] as const)
        .filter((role) => pods[role].nodeSelector[NODE_POOL_LABEL] !== undefined)
        .map((role) => {
            const { nodeSelector, tolerations, cpu, memory } = pods[role];
            return {
                role,
                nodeSelector,
                tolerations,
                cpu: parseQuantity(cpu ?? "") ?? 0,
                memory: parseQuantity(memory ?? "") ?? 0,
                wanted: wanted.replicas[role],
                revision: wanted.revisions[role],
            };
        });
}
