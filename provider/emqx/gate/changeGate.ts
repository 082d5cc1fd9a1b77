import * as pulumi from "@pulumi/pulumi";
import { parseQuantity } from "../../kubernetes/quantity";
import { NODE_POOL_LABEL } from "../../naming/labels";
import type { OperatorLine } from "../lines/line/line";
import type { EmqxState } from "../lines/line/state";
import { beforeChange } from "./beforeChange";
import { failForPeople, watchOf } from "./gateWatch";
import type { Installation } from "./meant/foreignOperator";
import type { WantedPool } from "./meant/formerPools";
import type { ObjectParts, WantedCluster } from "./meant/present";
import type { PodNeeds } from "./meant/room";
import { clusterAccess } from "./seen/clusterAccess";
import { checkStackChange, type StackGoal } from "./stackChange";

export interface ChangeGate {
    readonly line: OperatorLine;
    /** How to reach the API server; undefined for whatever Pulumi's own default provider would take. */
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly name: string;
    readonly namespace: pulumi.Input<string>;
    readonly instance: string;
    readonly wanted: pulumi.Input<WantedCluster>;
    /** Annotations and spec of the object as it is about to be written. */
    readonly object: pulumi.Input<ObjectParts>;
    readonly timeoutSeconds: number;
    /** What comes before the object: the gate looks only when all of it is there. */
    readonly after: pulumi.Resource[];
}

/** The change of a component, before the first of its parts moves. */
export interface StackChange extends Omit<StackGoal, "namespace" | "installs" | "pools" | "objectOn"> {
    /** The object as a line writes it for the same arguments, but for its revisions; asked only where EMQX runs. */
    readonly objectOn: (line: OperatorLine) => pulumi.Input<unknown>;
    readonly kubeconfig: pulumi.Input<string> | undefined;
    readonly namespace: pulumi.Input<string>;
    readonly installs?: pulumi.Input<Installation>;
    readonly pools?: pulumi.Input<WantedPool>[];
}

type DependsOn = pulumi.ComponentResourceOptions["dependsOn"];

/**
 * What the first part of a component depends on, known once it is certain that the running EMQX cluster may become what is
 * wanted: what is refused is refused before anything of it changes.
 */
export function refuseUnsafeChange(
    component: pulumi.ComponentResource,
    change: StackChange,
    dependencies: DependsOn,
): DependsOn {
    if (pulumi.runtime.isDryRun()) return dependencies;
    const { kubeconfig, namespace, installs } = change;
    const wanted = pulumi.all(change.pools ?? []);
    return pulumi
        .all([kubeconfig, namespace, installs, wanted, made(dependencies)])
        .apply(async ([credentials, inNamespace, installation, pools]) => {
            const objectOn = (line: OperatorLine) => known(change.objectOn(line));
            const goal = { ...change, namespace: inNamespace, installs: installation, pools, objectOn };
            const check = async () => {
                const access = await clusterAccess.open(credentials, change.line);
                await checkStackChange(goal, access, watchOf(component));
            };
            await failForPeople(component, check());
            return dependencies ?? [];
        }) as DependsOn;
}

/** Part of Pulumi's Outputs that is not in its type declarations: undefined for what this update does not get to know. */
interface Resolvable {
    promise(): Promise<unknown>;
}

function known(value: pulumi.Input<unknown>): Promise<ObjectParts | undefined> {
    return (pulumi.output(value) as unknown as Resolvable).promise() as Promise<ObjectParts | undefined>;
}

/** Known once all of it is there: rights to look may be among it. */
export function made(dependencies: DependsOn): pulumi.Output<unknown> {
    return pulumi
        .output(dependencies as pulumi.Input<pulumi.Resource | pulumi.Resource[]> | undefined)
        .apply((all) => pulumi.all([all ?? []].flat().map(({ urn }) => urn)));
}

export interface ReadyForChange {
    /** What the EMQX object depends on. */
    readonly dependsOn: pulumi.Input<pulumi.Resource[]>;
    /**
     * Whether this update changes anything of EMQX or its operator, to be asked once the object is registered. No Output: what comes
     * after the object does not depend on what the gate has looked at.
     */
    readonly changes: () => boolean;
}

/**
 * Known once the change may go ahead: refused changes never get there, and operator, running cluster and nodes are ready for it.
 * A preview looks at nothing.
 */
export function readyForChange(component: pulumi.ComponentResource, gate: ChangeGate): ReadyForChange {
    if (pulumi.runtime.isDryRun()) return { dependsOn: gate.after, changes: () => true };
    const begunAt = Date.now();
    const there = pulumi.all(gate.after.map(({ urn }) => urn));
    let changes = true;
    const dependsOn = pulumi
        .all([gate.kubeconfig, gate.namespace, gate.wanted, gate.object, there])
        .apply(async ([kubeconfig, namespace, wanted, object]) => {
            const goal = {
                line: gate.line,
                name: gate.name,
                namespace,
                instance: gate.instance,
                wanted,
                object,
                needs: needsOf(gate.line.read(object), wanted),
                timeoutSeconds: gate.timeoutSeconds,
                begunAt,
            };
            const wait = async () => {
                const access = await clusterAccess.open(kubeconfig, gate.line);
                return beforeChange(goal, access, watchOf(component));
            };
            changes = await failForPeople(component, wait());
            return gate.after;
        });
    return { dependsOn, changes: () => changes };
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
