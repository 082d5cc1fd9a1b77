import { type Condition, type ConditionType, newestTrue } from "../../blueGreen/conditions";
import type { NodesStatus } from "../../blueGreen/nodesStatus";
import { reset, setTrue } from "./conditions";

/** What decides the next conditions besides those that there are. */
export interface Progress {
    readonly hasReplicants: boolean;
    readonly cores: NodesStatus;
    readonly replicants: NodesStatus;
    /** Ready pods of the sets asked for; undefined while there is no such set. */
    readonly coresReady: number | undefined;
    readonly replicantsReady: number | undefined;
}

/**
 * Moves the conditions on as far as they go at once. Source: update_emqx_status.go of the controllers of v2,
 * updateStatusCondition: `Ready` is entered by the nodes that EMQX counts and left by the pods that are ready.
 */
export function nextConditions(
    conditions: readonly Condition[],
    progress: Progress,
    now: number,
): Condition[] {
    const { hasReplicants, cores, replicants, coresReady, replicantsReady } = progress;
    const goOn = (type: ConditionType) => nextConditions(setTrue(conditions, type, now), progress, now);
    const startAnew = (reason: string) => nextConditions(reset(conditions, reason, now), progress, now);
    const isUp = (ready: number | undefined, { updateReplicas }: NodesStatus) =>
        ready !== undefined && ready > 0 && ready === updateReplicas;
    switch (newestTrue(conditions)) {
        case undefined:
            return goOn("Initialized");
        case "Initialized":
            return coresReady === undefined ? [...conditions] : goOn("CoreNodesProgressing");
        case "CoreNodesProgressing":
            return isUp(coresReady, cores) ? goOn("CoreNodesReady") : [...conditions];
        case "CoreNodesReady":
            return goOn(hasReplicants ? "ReplicantNodesProgressing" : "Available");
        case "ReplicantNodesProgressing":
            if (!hasReplicants) return startAnew("NoReplicants");
            return isUp(replicantsReady, replicants) ? goOn("ReplicantNodesReady") : [...conditions];
        case "ReplicantNodesReady":
            return hasReplicants ? goOn("Available") : startAnew("NoReplicants");
        case "Available":
            if (!arrived(cores) || (hasReplicants && !arrived(replicants))) return [...conditions];
            return setTrue(conditions, "Ready", now);
        case "Ready":
            if (coresReady !== undefined && coresReady !== cores.replicas)
                return startAnew("CoreNodesNotReady");
            if (hasReplicants && replicantsReady !== undefined && replicantsReady !== replicants.replicas)
                return startAnew("ReplicantNodesNotReady");
            return [...conditions];
    }
}

/** All nodes that EMQX counts are those of the set asked for, and all of them run. */
function arrived(nodes: NodesStatus): boolean {
    const { replicas, readyReplicas, updateReplicas, updateRevision, currentRevision } = nodes;
    return updateReplicas === replicas && readyReplicas === replicas && updateRevision === currentRevision;
}
