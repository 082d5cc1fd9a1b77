import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { ResourceChange } from "../../../changes/change";
import type { Effect } from "../../facts/effect";
import type { EmqxFact, PodsAnew } from "../../facts/emqx";
import type { Rollout } from "../../facts/rollout";
import { type Cluster, changesLine } from "../clusters";
import type { SubjectChange } from "./changes";

/** What a rule for one subject of an EMQX object looks at. */
export interface EmqxCase {
    readonly change: ResourceChange;
    readonly cluster: Cluster;
    readonly line: OperatorLine;
    readonly part: SubjectChange;
    readonly rollout?: Rollout;
}

/** What differs from one subject to the next; the rest follows from the rollout. */
export interface Found extends Partial<Pick<Effect, "level" | "certain" | "seconds" | "rollout">> {
    readonly fact: EmqxFact;
    /** Happens to the nodes that run, whatever becomes of pods in the same update. */
    readonly toRunningNodes?: true;
}

/** Whose pods are made anew. */
export function podsAnew({ part, rollout, cluster }: EmqxCase): PodsAnew {
    const all = changesLine(cluster);
    if (part.rolls.size === 0 && !all) return { pods: "none" };
    const roles = rollout?.roles.filter((role) => all || part.rolls.has(role)) ?? [];
    if (roles.length === 0) return { pods: "absent" };
    const replicantsStay = !roles.includes("replicant") && (cluster.before?.replicas.replicant ?? 0) > 0;
    return { pods: "anew", roles, replicantsStay };
}
