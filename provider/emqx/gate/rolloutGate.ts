import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import * as pulumi from "@pulumi/pulumi";
import type { OperatorLine } from "../lines/line/line";
import type { EmqxNode, Target } from "../lines/line/observation";
import { failForPeople, watchOf } from "./gateWatch";
import { sentTarget } from "./meant/drift";
import { clusterAccess } from "./seen/clusterAccess";
import { waitForRollout } from "./waitForRollout";

export interface RolloutGate {
    readonly line: OperatorLine;
    /** How to reach the API server; undefined for whatever Pulumi's own default provider would take. */
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly instance: string;
    /** What the program asks for. */
    readonly target: pulumi.Input<Target>;
    /** Whether this update changes anything of EMQX or its operator; asked once the object is registered. */
    readonly changes: () => boolean;
    readonly timeoutSeconds: number;
}

export interface RolledOut {
    /** Known once the cluster carries its spec: whoever takes it from here comes after the rollout. */
    readonly namespace: pulumi.Output<string>;
    readonly nodes: pulumi.Output<EmqxNode[]>;
}

/**
 * Holds what depends on the EMQX object until the cluster really is what was sent. An Output and not a resource hook: it is
 * evaluated on every update, so that a run that failed or was interrupted is taken up by the next one even when nothing differs
 * any more. An object that an update leaves out for good has no outputs, and nothing of it is waited for.
 */
export function rolledOut(emqx: CustomResource, gate: RolloutGate): RolledOut {
    const { line, instance, timeoutSeconds } = gate;
    const result = pulumi
        .all([emqx.metadata, gate.kubeconfig, gate.target, specOf(emqx)])
        .apply(async ([metadata, kubeconfig, program, spec]) => {
            const namespace = metadata.namespace as string;
            if (pulumi.runtime.isDryRun()) return { namespace, nodes: undefined };
            const watch = watchOf(emqx);
            const { target, notes } = sentTarget(line, { metadata, spec }, program);
            for (const note of notes) watch.report(note);
            const goal = { line, namespace, instance, target, spec, changes: gate.changes(), timeoutSeconds };
            const wait = async () => {
                const access = await clusterAccess.open(kubeconfig, line);
                return waitForRollout(goal, access, watch);
            };
            return { namespace, nodes: await failForPeople(emqx, wait()) };
        });
    // The kubeconfig is a secret and makes one of everything it touches.
    const plain = pulumi.unsecret(result);
    return {
        namespace: plain.apply(({ namespace }) => namespace),
        nodes: plain.apply(({ nodes }) => nodes ?? (pulumi.unknown as unknown as EmqxNode[])),
    };
}

/** What the object was sent with. A preview sends nothing, and need not know it. */
function specOf(emqx: CustomResource): pulumi.Input<unknown> {
    if (pulumi.runtime.isDryRun()) return undefined;
    return (emqx as CustomResource & { readonly spec?: pulumi.Output<unknown> }).spec;
}
