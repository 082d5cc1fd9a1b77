import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import * as pulumi from "@pulumi/pulumi";
import { forPeople } from "../validation/forPeople";
import { clusterReaders } from "./rollout/clusterReader";
import type { EmqxNode, Target } from "./rollout/observation";
import { RolloutStalled, waitForRollout } from "./rollout/waitForRollout";

export interface RolloutGate {
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
            const goal = { namespace, instance: gate.instance, target, timeoutSeconds: gate.timeoutSeconds };
            return { namespace, nodes: await wait(emqx, kubeconfig, goal) };
        });
    // The kubeconfig is a secret and makes one of everything it touches.
    const plain = pulumi.unsecret(result);
    return {
        namespace: plain.apply(({ namespace }) => namespace),
        nodes: plain.apply(({ nodes }) => nodes ?? (pulumi.unknown as unknown as EmqxNode[])),
    };
}

async function wait(
    emqx: CustomResource,
    kubeconfig: string | undefined,
    goal: Parameters<typeof waitForRollout>[0],
): Promise<EmqxNode[]> {
    try {
        return await waitForRollout(goal, {
            read: await clusterReaders.open(kubeconfig),
            report: (line) => void pulumi.log.info(line, emqx, undefined, true),
            warn: (line) => void pulumi.log.warn(line, emqx),
            now: Date.now,
            sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
        });
    } catch (error) {
        // A stalled rollout is news about the cluster: the sentence is for people, our stack is not.
        if (error instanceof RolloutStalled) {
            throw forPeople(new pulumi.ResourceError(error.message, emqx, true));
        }
        throw error;
    }
}
