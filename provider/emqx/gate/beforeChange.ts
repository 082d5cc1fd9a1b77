import { throwIfAny } from "../../validation/invalidArguments";
import { Problems } from "../../validation/problems";
import type { OperatorLine } from "../lines/line/line";
import { secretFilesIn } from "../secrets/mounts";
import { listenerSecrets } from "./listenerSecrets";
import { lookBefore } from "./lookBefore";
import { conflicts, foreignNumbers } from "./meant/conflicts";
import { differences } from "./meant/differences";
import { checkEmptying } from "./meant/emptying";
import { isFixed } from "./meant/fixedFields";
import { GONE_FIRST } from "./meant/goneFirst";
import { changedSince } from "./meant/operatorState";
import {
    type ObjectParts,
    type PresentCluster,
    rolls,
    type WantedCluster,
    wantedObjectOf,
} from "./meant/present";
import { checkAll } from "./meant/refusals";
import type { PodNeeds } from "./meant/room";
import { operatorReady } from "./operatorReady";
import { roomForNewPods } from "./roomForNewPods";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

const ROLES = ["core", "replicant"] as const;

/** What has to be so before the EMQX object may change. */
export interface ChangeGoal {
    readonly line: OperatorLine;
    /** Of the component, for the message. */
    readonly name: string;
    readonly namespace: string;
    readonly instance: string;
    readonly wanted: WantedCluster;
    /** The object as it is about to be written. */
    readonly object: ObjectParts;
    /** Room for new pods that is waited for: roles whose nodes are a pool of fixed size. */
    readonly needs: readonly PodNeeds[];
    readonly timeoutSeconds: number;
    /** Milliseconds of the epoch when this update began. */
    readonly begunAt: number;
}

/**
 * Refuses what would hurt the running cluster, then waits until operator, cluster and nodes are ready for the change. Tells whether
 * there is one.
 */
export async function beforeChange(goal: ChangeGoal, access: ClusterAccess, watch: Watch): Promise<boolean> {
    const { present, there } = await lookBefore(goal, goal.timeoutSeconds, access, watch);
    const problems = new Problems();
    const input = {
        write: (version: string) => `operatorVersion: "${version}"`,
        beside: false,
        installs: false,
    };
    const places = { operator: problems.at("operatorVersion"), emqx: problems, input };
    // Only now is a configuration known that is an Output.
    const object = wantedObjectOf(goal.line, goal.object);
    const secretFiles = secretFilesIn(object.state.configData ?? "");
    const warnings = checkAll(places, goal.line, present, there, { ...goal.wanted, secretFiles, object });
    throwIfAny(problems, "EmqxCluster", goal.name);
    for (const warning of warnings) watch.warn(warning);
    await listenerSecrets({ ...goal, spec: goal.object.spec }, present, access, watch);

    if (present === undefined) await removeLeftOverConfig(goal, access, watch);
    else if (await changesNothing(goal, present, access, watch)) return false;
    else for (const conflict of conflicts(present, goal.wanted, goal)) watch.warn(conflict);
    await operatorReady(goal, present, access, watch);
    if (present !== undefined) await nobodyEmptied(goal, access, watch);
    await roomForNewPods({ ...goal, pace: object.state.pace }, present, access, watch);
    if (present !== undefined) await disowned(goal, access, watch);
    return true;
}

/** Fields that belong to nobody would be conflicts with what is about to be written. */
async function disowned(
    { namespace, instance, timeoutSeconds }: ChangeGoal,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    await patiently(watch, timeoutSeconds, async () => ({
        result: await access.disown(namespace, instance),
    }));
}

/** The object is as it is to be, and this update has not changed its operator either: there is nothing to wait for. */
async function changesNothing(
    { line, namespace, object, timeoutSeconds, begunAt }: ChangeGoal,
    present: PresentCluster,
    access: ClusterAccess,
    watch: Watch,
): Promise<boolean> {
    if (present.object === undefined) return false;
    const foreign = foreignNumbers(present.object);
    if (differences(present.object.annotations, object.annotations).length > 0) return false;
    const differing = differences(present.object.spec, object.spec)
        .filter((path) => !isFixed(line, path))
        .map((path) => path.join("."));
    if (differing.some((path) => !foreign.includes(path))) return false;
    return patiently(watch, timeoutSeconds, async () => {
        const operators = await access.operators(namespace);
        return { result: !operators.some((operator) => changedSince(operator, begunAt)) };
    });
}

/** By a look of its own: a cluster that came to rest under a changed operator has emptied nodes until now. */
async function nobodyEmptied(goal: ChangeGoal, access: ClusterAccess, watch: Watch): Promise<void> {
    const { present } = await lookBefore(goal, goal.timeoutSeconds, access, watch);
    const problems = new Problems();
    const newPods = ROLES.some((role) => rolls(present, goal.wanted, role));
    for (const warning of checkEmptying(problems, goal.line, present ?? {}, newPods)) watch.warn(warning);
    throwIfAny(problems, "EmqxCluster", goal.name, GONE_FIRST);
}

/** The configuration of a deleted object of this name, with which this one would boot. */
async function removeLeftOverConfig(goal: ChangeGoal, access: ClusterAccess, watch: Watch): Promise<void> {
    const { namespace, instance, line, timeoutSeconds } = goal;
    const found = await patiently(watch, timeoutSeconds, async () => ({
        result: await access.removeOrphanedConfig(namespace, instance),
    }));
    const what = `ConfigMap ${line.leftOverConfig?.(instance)} of a deleted EMQX object`;
    if (found === "removed") watch.warn(`${what} was removed: this one would boot with it.`);
    if (found === "left")
        watch.warn(
            `${what} is still there, this one boots with it, and these credentials may not remove it: kubectl --namespace ${namespace} delete configmap ${line.leftOverConfig?.(instance)}`,
        );
}
