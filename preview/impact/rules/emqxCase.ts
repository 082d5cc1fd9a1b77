import type { ResourceChange } from "../../changes/change";
import type { Cluster } from "../clusters";
import type { Context } from "../context";
import type { SubjectChange } from "../emqxChanges";
import type { Effect, Rollout } from "../review";

/** What a rule for one subject of an EMQX object is given. */
export interface EmqxCase {
    readonly change: ResourceChange;
    readonly cluster: Cluster;
    readonly part: SubjectChange;
    readonly rollout?: Rollout;
    readonly context: Context;
}

/** What differs from one subject to the next; the rest follows from the rollout. */
export type Told = Pick<Effect, "what" | "happens" | "sources"> &
    Partial<Pick<Effect, "level" | "certain" | "back" | "data" | "advice" | "duration">>;

/** Whose pods are made anew, as a sentence. */
export function rollsSentence({ part, rollout, cluster }: EmqxCase): string {
    if (rollout === undefined || part.rolls.size === 0) {
        return part.rolls.size > 0 ? "No pod of it runs." : "No pod restarts.";
    }
    if (cluster.line === "3.0") return "Every pod is made anew in place, one after another.";
    const roles = rollout.roles.filter((role) => part.rolls.has(role));
    if (roles.length === 2) return "Every pod is made anew, blue-green: cores first, then replicants.";
    return roles[0] === "core"
        ? `Every core is made anew, blue-green${(cluster.before?.replicas.replicant ?? 0) > 0 ? "; replicants stay and keep their clients" : ""}.`
        : "Every replicant is made anew, blue-green; cores stay.";
}

/** Back from a rollout. */
export const ONCE_MORE = {
    possible: true,
    sentence:
        "Revert the commit: as long as the old nodes run the operator goes back to them and nobody reconnects; later it is one more rollout like this one.",
};
