import { type Assessment, assess } from "./assess";
import type { ClusterReader } from "./clusterReader";
import type { EmqxNode, Target } from "./observation";

/** What the wait needs from outside; a test gives its own clock. */
export interface RolloutWatch {
    readonly read: ClusterReader;
    readonly report: (line: string) => void;
    readonly warn: (line: string) => void;
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface RolloutGoal {
    readonly namespace: string;
    readonly instance: string;
    readonly target: Target;
    readonly timeoutSeconds: number;
}

/** The rollout did not finish in time, with why, as far as the cluster tells. */
export class RolloutStalled extends Error {}

const POLL_MS = 2000;

/** Waits until the cluster carries the target; returns the nodes it consists of then. */
export async function waitForRollout(goal: RolloutGoal, watch: RolloutWatch): Promise<EmqxNode[]> {
    const start = watch.now();
    const seconds = () => Math.round((watch.now() - start) / 1000);
    let last: Assessment | undefined;
    let unreachable: string | undefined;
    let said = "";
    for (;;) {
        try {
            const seen = await watch.read(goal.namespace, goal.instance);
            unreachable = undefined;
            last = assess(seen, goal.target);
            if (last.done) {
                for (const warning of last.warnings) watch.warn(warning);
                return [...seen.nodes];
            }
        } catch (error) {
            // An API server that is away for a while is no reason to give up on the rollout.
            unreachable = firstLine(error);
        }
        const line = unreachable ? `API server does not answer (${unreachable})` : lineOf(last);
        if (line !== said) watch.report(`${seconds()}s ${line}`);
        said = line;
        if (seconds() >= goal.timeoutSeconds) throw stalled(goal, last, unreachable);
        await watch.sleep(POLL_MS);
    }
}

function lineOf(assessment: Assessment | undefined): string {
    const [reason] = assessment?.reasons ?? [];
    return `${assessment?.progress ?? ""}${reason ? ` - ${reason}` : ""}`;
}

function stalled(
    goal: RolloutGoal,
    last: Assessment | undefined,
    unreachable: string | undefined,
): RolloutStalled {
    const reasons = [
        ...(unreachable ? [`the API server does not answer: ${unreachable}`] : []),
        ...(last?.reasons ?? []),
    ];
    const why =
        reasons.length > 0
            ? reasons.map((reason) => `\n  ${reason}`).join("")
            : "\n  nothing in the cluster says why";
    return new RolloutStalled(
        `EMQX "${goal.instance}" in namespace "${goal.namespace}" did not roll out within ${Math.round(goal.timeoutSeconds / 60)} minutes: ${last?.progress ?? "nothing seen"}.${why}\n` +
            "What depends on it was left alone. Run the update again once the reason is gone, or take the change back; timeoutMinutes gives it more time.",
    );
}

function firstLine(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return message.split("\n")[0]?.slice(0, 200) ?? "";
}
