import type { OperatorLine } from "../lines/line/line";
import type { Observation, Role } from "../lines/line/observation";
import { GONE_FIRST } from "./meant/goneFirst";
import { hasTakenOver } from "./meant/operatorState";
import type { PresentCluster } from "./meant/present";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, sinceWhen, type Watch } from "./watch";

export interface SettleGoal {
    readonly line: OperatorLine;
    readonly namespace: string;
    readonly instance: string;
    readonly timeoutSeconds: number;
}

/** A new operator may roll the clusters it finds; a change on top of that would be two rollouts in one. */
export async function settled(
    goal: SettleGoal,
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
    const calm = sinceWhen(watch);
    await patiently(watch, goal.timeoutSeconds, async () => {
        const [seen, operators] = await Promise.all([
            access.observe(namespace, instance),
            access.operators(namespace),
        ]);
        const { done, progress, reasons } = goal.line.done({ ...seen, configApplied: true }, target);
        const takenOver = operators.every(
            (operator) => operator.wanted === 0 || hasTakenOver(operator, watch.now()),
        );
        const held = calm(done) >= goal.line.holdSeconds;
        if (takenOver && ((done && held) || !rolledOutOnce(seen, present))) return { result: undefined };
        const why = reasons[0] === undefined ? "" : ` - ${reasons[0]}`;
        return {
            progress: `letting the running cluster settle under the changed operator: ${progress}${why}`,
            failure: (unreachable) =>
                [
                    `EMQX "${instance}" does not come to rest under the operator that was changed just now: ${progress}`,
                    ...(unreachable ? [`  the API server does not answer: ${unreachable}`] : []),
                    ...reasons.map((reason) => `  ${reason}`),
                    "Its own change was not sent. Mend the cause and run the update again.",
                    GONE_FIRST,
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
