import { type ConditionType, newestTrue, setCondition, without } from "../../blueGreen/conditions";
import type { NodesStatus } from "../../blueGreen/nodesStatus";
import type { EmqxStatus } from "./emqxStatus";

/** What decides the next condition besides the status itself. */
export interface Progress {
    readonly coreReplicas: number;
    /** 0 when the object has no replicants. */
    readonly replicantReplicas: number;
    /** Ready pods of the sets asked for; undefined while there is no such set. */
    readonly coresReady: number | undefined;
    readonly replicantsReady: number | undefined;
}

/** Moves a status by one step; two steps a pass. Source: controllers/apps/v2beta1/status_machine.go. */
export function nextStatus(status: EmqxStatus, progress: Progress, now: number): void {
    const newest = newestTrue(status.conditions);
    if (newest === undefined) set(status, "Initialized", "Initialized", "initialized EMQX cluster", now);
    const step = STEPS[newest ?? "Initialized"];
    step(status, progress, now);
}

type Step = (status: EmqxStatus, progress: Progress, now: number) => void;

const STEPS: Record<ConditionType, Step> = {
    Initialized: restart,
    CoreNodesProgressing: (status, { coresReady, coreReplicas }, now) => {
        if (coresReady && coresReady === coreReplicas) {
            set(status, "CoreNodesReady", "CoreNodesReady", "Core nodes is ready", now);
        }
    },
    CoreNodesReady: (status, { replicantReplicas }, now) => {
        if (replicantReplicas > 0) replicantsProgressing(status, now);
        else available(status, now);
    },
    ReplicantNodesProgressing: (status, { replicantReplicas, replicantsReady }, now) => {
        if (replicantReplicas === 0) restart(status, undefined, now);
        else if (replicantsReady && replicantsReady === replicantReplicas) {
            set(status, "ReplicantNodesReady", "ReplicantNodesReady", "Replicant nodes ready", now);
        }
    },
    ReplicantNodesReady: (status, { replicantReplicas }, now) => {
        if (replicantReplicas === 0) restart(status, undefined, now);
        else available(status, now);
    },
    Available: (status, { replicantReplicas }, now) => {
        if (!arrived(status.coreNodesStatus)) return;
        if (replicantReplicas > 0 && !arrived(status.replicantNodesStatus)) return;
        set(status, "Ready", "Ready", "Cluster is ready", now);
    },
    Ready: (status, { replicantReplicas, coresReady, replicantsReady }, now) => {
        if (coresReady !== undefined && coresReady !== status.coreNodesStatus.replicas) {
            restart(status, undefined, now);
        } else if (
            replicantReplicas > 0 &&
            replicantsReady !== undefined &&
            replicantsReady !== status.replicantNodesStatus.replicas
        ) {
            status.conditions = without(status.conditions, "Ready", "Available", "ReplicantNodesReady");
            replicantsProgressing(status, now);
        }
    },
};

/** All nodes are those of the set asked for, and all of them run. */
function arrived(nodes: NodesStatus): boolean {
    return nodes.readyReplicas === nodes.replicas && nodes.updateRevision === nodes.currentRevision;
}

function restart(status: EmqxStatus, _progress: unknown, now: number): void {
    status.conditions = status.conditions.filter(({ type }) => type === "Initialized");
    set(status, "CoreNodesProgressing", "CoreNodesProgressing", "Core nodes progressing", now);
}

function replicantsProgressing(status: EmqxStatus, now: number): void {
    const type = "ReplicantNodesProgressing";
    set(status, type, type, "Replicant nodes progressing", now);
}

function available(status: EmqxStatus, now: number): void {
    set(status, "Available", "Available", "Cluster is available", now);
}

function set(status: EmqxStatus, type: ConditionType, reason: string, message: string, now: number): void {
    status.conditions = setCondition(status.conditions, type, reason, message, now);
}
