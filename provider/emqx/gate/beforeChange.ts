import { throwIfAny } from "../../validation/invalidArguments";
import { Problems } from "../../validation/problems";
import type { OperatorLine } from "../lines/line/line";
import type { Observation, Role } from "../lines/line/observation";
import {
    changedLately,
    hasTakenOver,
    type OperatorState,
    operatorProgress,
    serves,
} from "./meant/operatorState";
import { type PresentCluster, rolls, type WantedCluster } from "./meant/present";
import { checkChange, checkOperatorLine } from "./meant/refusals";
import { type PodNeeds, shortages } from "./meant/room";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

/** What has to be so before the EMQX object may change. */
export interface ChangeGoal {
    readonly line: OperatorLine;
    /** Of the component, for the message. */
    readonly name: string;
    readonly namespace: string;
    readonly instance: string;
    readonly wanted: WantedCluster;
    /** Room for new pods that is waited for: roles whose nodes are a pool of fixed size. */
    readonly needs: readonly PodNeeds[];
    readonly timeoutSeconds: number;
}

/** The webhook serves kinds that EMQX itself does not need, so a silent one delays and does not stop. */
const WEBHOOK_SECONDS = 60;

/** Nodes that join, join within minutes; a pool that is too small stays it. */
const ROOM_SECONDS = 300;

/** Refuses what would hurt the running cluster, then waits until operator, cluster and nodes are ready for the change. */
export async function beforeChange(goal: ChangeGoal, access: ClusterAccess, watch: Watch): Promise<void> {
    const { namespace, instance } = goal;
    const { present, apiVersions } = await look(goal, goal.timeoutSeconds, access, watch);
    const problems = new Problems();
    checkOperatorLine(problems.at("kubeconfig"), goal.line, apiVersions);
    const warnings = present ? checkChange(problems, present, goal.wanted) : [];
    throwIfAny(problems, "EmqxCluster", goal.name);
    for (const warning of warnings) watch.warn(warning);

    if (present === undefined && (await access.removeOrphanedConfig(namespace, instance))) {
        watch.warn(
            `ConfigMap ${goal.line.leftOverConfig?.(instance)} of a deleted EMQX object was removed: this one would boot with it.`,
        );
    }
    const operator = await operatorServing(goal, access, watch);
    if (operator !== undefined && changedLately(operator, watch.now())) {
        if (operator.webhook) await webhookAnswering(operator, access, watch);
        if (present !== undefined) await settled(goal, present, access, watch);
    }
    await roomForNewPods(goal, present, access, watch);
}

/** What the running cluster is to become, as the whole stack's arguments say it. */
export interface StackGoal extends Pick<ChangeGoal, "line" | "name" | "namespace" | "instance"> {
    readonly wanted: Omit<WantedCluster, "revisions">;
    /** The input that says where the operator comes from. */
    readonly operatorInput: string;
}

/** Time for an API server that is just coming up. One that stays away fails whatever comes next by itself. */
const LOOK_SECONDS = 120;

/** Refuses what would hurt the running cluster; of a whole stack, before its first part changes. */
export async function checkStackChange(goal: StackGoal, access: ClusterAccess, watch: Watch): Promise<void> {
    const { present, apiVersions } = await look(goal, LOOK_SECONDS, access, watch);
    const problems = new Problems();
    checkOperatorLine(problems.at(goal.operatorInput), goal.line, apiVersions);
    if (present) checkChange(problems.at("emqx"), present, goal.wanted);
    throwIfAny(problems, "EmqxOnAck", goal.name);
}

async function look(
    { namespace, instance }: Pick<ChangeGoal, "namespace" | "instance">,
    timeoutSeconds: number,
    access: ClusterAccess,
    watch: Watch,
): Promise<{ present: PresentCluster | undefined; apiVersions: string[] }> {
    return patiently(watch, timeoutSeconds, async () => {
        const [present, apiVersions] = await Promise.all([
            access.present(namespace, instance),
            access.apiVersions(),
        ]);
        return { result: { present, apiVersions } };
    });
}

/** An object that is written while no operator acts changes nothing, and old and new operator disagree about it. */
function operatorServing(
    goal: ChangeGoal,
    access: ClusterAccess,
    watch: Watch,
): Promise<OperatorState | undefined> {
    return patiently(watch, goal.timeoutSeconds, async () => {
        const state = await access.operator();
        if (state === undefined || serves(state)) return { result: state };
        return {
            progress: `waiting for the ${operatorProgress(state)}`,
            failure: () =>
                `The EMQX operator does not serve: Deployment ${state.name} in namespace ${state.namespace} has ${state.available} of ${state.wanted} pods available${state.trouble ? `; ${state.trouble}` : ""}`,
        };
    });
}

async function webhookAnswering(operator: OperatorState, access: ClusterAccess, watch: Watch): Promise<void> {
    const end = watch.now() + WEBHOOK_SECONDS * 1000;
    for (;;) {
        const silent = await access.webhook(operator.namespace).catch(() => undefined);
        if (silent === undefined) return;
        if (watch.now() >= end) {
            watch.warn(
                `the EMQX operator's webhook does not answer (${silent}). EMQX itself runs without it; objects of kind Rebalance and of older API versions do not. Can the API server reach the operator's pods on port 9443?`,
            );
            return;
        }
        watch.report("waiting for the operator's webhook");
        await watch.sleep(2000);
    }
}

/** A new operator may roll the clusters it finds; a change on top of that would be two rollouts in one. */
async function settled(
    goal: ChangeGoal,
    present: PresentCluster,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    const { namespace, instance } = goal;
    const target = {
        // A set of an object that somebody else wrote has no revision, as its object.
        revisions: present.revisions as Record<Role, string>,
        replicas: present.replicas,
        version: "",
    };
    await patiently(watch, goal.timeoutSeconds, async () => {
        const [seen, operator] = await Promise.all([access.observe(namespace, instance), access.operator()]);
        const { done, progress, reasons } = goal.line.done({ ...seen, configApplied: true }, target);
        const takenOver = operator === undefined || hasTakenOver(operator, watch.now());
        if (takenOver && (done || !rolledOutOnce(seen, present))) return { result: undefined };
        return {
            progress: `letting the running cluster settle under the changed operator: ${progress}`,
            failure: () =>
                [
                    `EMQX "${instance}" does not come to rest under the operator that was changed just now: ${progress}`,
                    ...reasons.map((reason) => `  ${reason}`),
                    "Its own change was not sent. Mend the cause and run the update again.",
                ].join("\n"),
        };
    });
}

/**
 * A spec that no set carries completely has never been rolled out: whatever holds it up was there before the operator changed,
 * and the change that is coming may be what mends it. What a new operator rolls anew leaves one complete set at any time.
 */
function rolledOutOnce(seen: Observation, present: PresentCluster): boolean {
    return (["core", "replicant"] as const).every((role) => {
        const sets = seen.sets.filter((s) => s.role === role && s.revision === present.revisions[role]);
        return present.replicas[role] === 0 || sets.some(({ ready }) => ready >= present.replicas[role]);
    });
}

/** What a role's change needs in places for new pods; nothing where none comes. */
function placesNeeded(need: PodNeeds, present: PresentCluster | undefined, goal: ChangeGoal): PodNeeds[] {
    const running = present?.replicas[need.role] ?? 0;
    if (!rolls(present, goal.wanted, need.role)) return need.wanted > running ? [need] : [];
    const wanted = goal.line.pace.newPods(need.wanted, running);
    return wanted > 0 ? [{ ...need, wanted }] : [];
}

/** Old and new pods run side by side for a while, and a rollout that finds no room for the new ones stands still. */
async function roomForNewPods(
    goal: ChangeGoal,
    present: PresentCluster | undefined,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    const needs = goal.needs.flatMap((need) => placesNeeded(need, present, goal));
    if (needs.length === 0) return;
    await patiently(watch, Math.min(goal.timeoutSeconds, ROOM_SECONDS), async () => {
        const room = await access.room(goal.namespace, goal.instance);
        const short = room === undefined ? [] : shortages(room, needs);
        if (short.length === 0) return { result: undefined };
        const sentences = short.map(({ sentence }) => sentence);
        return {
            progress: `waiting for nodes: ${sentences[0]}`,
            failure: () =>
                [
                    `EMQX "${goal.instance}" was not changed, since it could not roll out:`,
                    ...sentences.map((sentence) => `  ${sentence}`),
                    "Give the pool more nodes (corePool.nodes, replicantPool.nodes) or larger ones, or ask for less (resources).",
                ].join("\n"),
        };
    });
}
