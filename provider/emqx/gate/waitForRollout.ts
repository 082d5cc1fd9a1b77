import { duration } from "../../wording/figures";
import type { Assessment, Stall } from "../lines/line/assessment";
import type { OperatorLine } from "../lines/line/line";
import type { EmqxNode, NodeSet, Observation, Target } from "../lines/line/observation";
import { growDisks } from "./growDisks";
import { driftFrom } from "./meant/drift";
import type { ClusterAccess } from "./seen/clusterAccess";
import { type Look, MOMENT_SECONDS, type Pending, patiently, sinceWhen, type Watch } from "./watch";

export interface RolloutGoal {
    readonly line: OperatorLine;
    readonly namespace: string;
    readonly instance: string;
    /** What was sent. */
    readonly target: Target;
    /** The object's spec as it was sent; undefined where nobody knows. */
    readonly spec?: unknown;
    /** Whether this update has changed anything of it; false only where that is certain. */
    readonly changes: boolean;
    readonly timeoutSeconds: number;
}

/** What a rollout's end needs of the Kubernetes cluster. */
export type RolloutAccess = Pick<ClusterAccess, "observe" | "lastWords" | "retire" | "growClaim">;

interface End {
    readonly seen: Observation;
    readonly now: Assessment;
}

/** Waits until the cluster carries the target, and tidies up after updates that failed; returns its nodes. */
export async function waitForRollout(
    goal: RolloutGoal,
    access: RolloutAccess,
    watch: Watch,
): Promise<EmqxNode[]> {
    const told = new Set<string>();
    const done = sinceWhen(watch);
    const standing = standsStill(watch);
    const { seen, now } = await patiently<End>(watch, goal.timeoutSeconds, async (): Promise<Look<End>> => {
        const seen = await access.observe(goal.namespace, goal.instance);
        if (seen.missing) return notThere(goal);
        const { target, warnings, stop } = driftFrom(
            { target: goal.target, spec: goal.spec },
            seen.asked,
            goal,
        );
        if (stop !== undefined)
            return { progress: "the EMQX object is not what was sent", failure: () => stop, endsAfter: 0 };
        for (const warning of warnings) tellOnce(warning, told, watch);
        const refused = await growDisks(seen, target, goal.namespace, access, watch);
        if (refused !== undefined) return notGrown(goal, refused);
        const now = goal.line.done(seen, target);
        const held = done(now.done);
        if (now.done && held >= goal.line.holdSeconds) return { result: { seen, now } };
        // Nothing of this update's making: what depends on EMQX has no reason to wait for a pod that restarts.
        if (now.carried && !goal.changes)
            return { result: { seen, now: { ...now, warnings: [restarting(now)] } } };
        const stall = standing(now.stalls ?? []);
        if (stall !== undefined)
            return { progress: now.progress, failure: () => standsFor(goal, now, stall), endsAfter: 0 };
        if (now.done)
            return {
                progress: `${now.progress}, which has to last ${goal.line.holdSeconds} s`,
                failure: (unreachable) => stalled(goal, seen, now, access, unreachable),
            };
        return {
            progress: now.reasons[0] ? `${now.progress} - ${now.reasons[0]}` : now.progress,
            failure: (unreachable) => stalled(goal, seen, now, access, unreachable),
        };
    });
    for (const warning of now.warnings) watch.warn(warning);
    for (const set of now.abandoned) await retire(goal, set, access, watch);
    return [...seen.nodes];
}

/** The first of the stalls that has been seen for as long as it takes to be one. */
function standsStill(watch: Watch): (stalls: readonly Stall[]) => Stall | undefined {
    const first = new Map<string, number>();
    return (stalls) => {
        for (const kind of first.keys()) {
            if (!stalls.some((stall) => stall.kind === kind)) first.delete(kind);
        }
        return stalls.find(({ kind, afterSeconds }) => {
            const since = first.get(kind) ?? watch.now();
            first.set(kind, since);
            return watch.now() - since >= afterSeconds * 1000;
        });
    };
}

function standsFor(
    { instance, namespace }: RolloutGoal,
    { progress }: Assessment,
    { sentence }: Stall,
): string {
    return `EMQX "${instance}" in namespace "${namespace}" stands still: ${progress}.\n  ${sentence}\nWhat depends on it was left alone.`;
}

function restarting({ progress, reasons }: Assessment): string {
    const why = reasons[0] === undefined ? "" : `: ${reasons[0]}`;
    return `EMQX runs what was asked for, but a pod of it is not ready (${progress})${why}. This update changes nothing of EMQX and does not wait for it.`;
}

/** Rights that the same update grants are known within moments; nothing else of it passes by itself. */
function notGrown({ instance, namespace }: RolloutGoal, refused: string): Pending {
    return {
        progress: "a disk cannot be asked to grow",
        failure: () =>
            `EMQX "${instance}" in namespace "${namespace}" has smaller disks than it is to have: ${refused}. What depends on it was left alone.`,
        endsAfter: MOMENT_SECONDS,
    };
}

function notThere({ namespace, instance, line }: RolloutGoal): Pending {
    return {
        progress: "the EMQX object is not there",
        failure: () =>
            `EMQX "${instance}" in namespace "${namespace}" is not there: after it was sent somebody deleted it, or the definition of its kind (${line.resource.plural}.${line.resource.group}). What depends on it was left alone. pulumi up --refresh makes it anew.`,
        endsAfter: MOMENT_SECONDS,
    };
}

function tellOnce(warning: string, told: Set<string>, watch: Watch): void {
    if (!told.has(warning)) watch.warn(warning);
    told.add(warning);
}

/**
 * The operator never removes the pods of an update that was taken back, and they keep the disruption budget at 0: no node of
 * the cluster could be drained. A set with our revision is ours to empty.
 */
async function retire(goal: RolloutGoal, set: NodeSet, access: RolloutAccess, watch: Watch): Promise<void> {
    const kind = set.role === "core" ? "statefulset" : "replicaset";
    const pods = set.pods.filter((pod) => !pod.ended).length;
    const what = `${kind} ${set.name} is left over from an update that failed: its ${pods} pods never came up, nobody removes them, and they keep the ${set.role}s' disruption budget at 0`;
    const command = `kubectl --namespace ${goal.namespace} scale ${kind} ${set.name} --replicas 0`;
    if (set.revision === undefined) {
        watch.warn(`${what}. Remove them with: ${command}`);
        return;
    }
    try {
        await access.retire(goal.namespace, set);
        watch.warn(`${what}. It was scaled to 0.`);
    } catch {
        watch.warn(`${what}. It could not be scaled to 0; do it with: ${command}`);
    }
}

async function stalled(
    goal: RolloutGoal,
    seen: Observation,
    last: Assessment,
    access: RolloutAccess,
    unreachable: string | undefined,
): Promise<string> {
    const reasons = [
        ...(unreachable ? [`the API server does not answer: ${unreachable}`] : []),
        ...last.reasons,
        ...(await lastWords(goal, seen, access)),
    ];
    const why =
        reasons.length > 0
            ? reasons.map((reason) => `\n  ${reason}`).join("")
            : "\n  nothing in the cluster says why";
    return (
        `EMQX "${goal.instance}" in namespace "${goal.namespace}" did not roll out within ${duration(goal.timeoutSeconds)}: ${last.progress}.${why}\n` +
        "What depends on it was left alone. Run the update again once the reason is gone, or take the change back; timeoutMinutes gives it more time."
    );
}

/** What a broker that crashed wrote last, for the first one that did: the others crash alike. */
async function lastWords(goal: RolloutGoal, seen: Observation, access: RolloutAccess): Promise<string[]> {
    const crashed = seen.sets.flatMap(({ pods }) => pods).find((pod) => pod.crashed);
    if (crashed === undefined) return [];
    const words = await access.lastWords(goal.namespace, crashed.name);
    return words === undefined ? [] : [`last lines of ${crashed.name}: ${words}`];
}
