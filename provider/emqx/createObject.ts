import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import * as policy from "@pulumi/kubernetes/policy/v1";
import * as pulumi from "@pulumi/pulumi";
import { COMPONENT_ANNOTATION, objectLabels } from "../naming/labels";
import { tell } from "../validation/tell";
import type { EmqxClusterArgs } from "./args/emqxClusterArgs";
import { componentOf, isWatched } from "./component";
import { readyForChange } from "./gate/changeGate";
import { type RolledOut, rolledOut } from "./gate/rolloutGate";
import { formerTypes } from "./lines";
import { apiVersionOf, type OperatorLine } from "./lines/line/line";
import type { WrittenObject } from "./lines/line/object";
import { revisionOf } from "./lines/line/revision";
import type { EmqxPlan } from "./plan/plan";

/** Disruption budgets that the operator does not make. */
export function createBudgets(
    name: string,
    { namespace, instance }: EmqxPlan,
    { budgets }: WrittenObject,
    opts: pulumi.CustomResourceOptions,
): void {
    for (const { role, name: budget, spec } of budgets) {
        new policy.PodDisruptionBudget(
            `${name}-${role}-budget`,
            { metadata: { name: budget, namespace, labels: objectLabels(instance) }, spec },
            opts,
        );
    }
}

/** The EMQX object between its two gates: what it depends on, and what depends on it. */
export function createObject(
    component: pulumi.ComponentResource,
    name: string,
    plan: EmqxPlan,
    written: WrittenObject,
    args: EmqxClusterArgs,
    after: pulumi.Resource[],
    opts: pulumi.CustomResourceOptions,
): RolledOut {
    const { line, instance, namespace, wanted, timeoutSeconds } = plan;
    const watched = isWatched(component, args);
    const revisions = {
        core: pulumi.output(written.pods.core).apply(revisionOf),
        replicant: pulumi.output(written.pods.replicant).apply(revisionOf),
    };
    const spec = written.spec(revisions);
    const object = pulumi.output({ annotations: { ...written.annotations }, spec });
    const target = pulumi.output(revisions).apply((current) => ({ ...wanted, revisions: current }));
    const watch = { line, kubeconfig: args.kubeconfig, instance, timeoutSeconds };
    const timeout = `${timeoutSeconds / 60}m`;
    const ready = watched
        ? readyForChange(component, { ...watch, name, namespace, wanted: target, object, after })
        : { dependsOn: after, changes: () => true };
    const emqx = new CustomResource(
        `${name}-emqx`,
        {
            apiVersion: apiVersionOf(line),
            kind: "EMQX",
            metadata: {
                name: instance,
                namespace,
                labels: objectLabels(instance),
                ...annotations(name, line, written, watched),
            },
            spec,
        },
        {
            ...opts,
            ...takingOver(line),
            dependsOn: ready.dependsOn,
            protect: args.protect,
            ...(line.fixedFields.length > 0 ? { ignoreChanges: [...line.fixedFields] } : {}),
            customTimeouts: { create: timeout, update: timeout, delete: "10m" },
        },
    );
    return watched ? rolledOut(emqx, { ...watch, target, changes: ready.changes }) : notWatched(emqx, name);
}

function annotations(
    name: string,
    line: OperatorLine,
    written: WrittenObject,
    watched: boolean,
): { annotations?: Record<string, pulumi.Input<string>> } {
    // Where the rollout cannot be watched, a floor for the first one.
    const all = {
        ...line.annotations,
        ...(line.traps.deletesDisks ? { [COMPONENT_ANNOTATION]: componentOf(name) } : {}),
        ...written.annotations,
        ...(watched ? {} : { "pulumi.com/waitFor": "condition=Ready" }),
    };
    return Object.keys(all).length > 0 ? { annotations: all } : {};
}

/** The type of an object holds its API version, so an object of a former one would be deleted after the new one is made. */
function takingOver(line: OperatorLine): pulumi.CustomResourceOptions {
    const former = formerTypes(line);
    return former.length === 0 ? {} : { aliases: former.map((type) => ({ type })) };
}

/** Nothing is waited for. */
function notWatched(emqx: CustomResource, name: string): RolledOut {
    tell(
        "warn",
        name,
        "rollouts are not waited for: give kubeconfig, the one of the Kubernetes provider in the options.",
    );
    return {
        namespace: emqx.metadata.apply((metadata) => metadata.namespace as string),
        nodes: pulumi.output([]),
    };
}
