import type { OperatorLine } from "../lines/line/line";
import type { PaceState } from "../lines/line/state";
import { GONE_FIRST } from "./meant/goneFirst";
import { newPods } from "./meant/newPods";
import { type PresentCluster, rolls, type WantedCluster } from "./meant/present";
import { type PodNeeds, shortages } from "./meant/room";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

export interface RoomGoal {
    readonly line: OperatorLine;
    readonly namespace: string;
    readonly instance: string;
    readonly wanted: WantedCluster;
    readonly needs: readonly PodNeeds[];
    /** How the change is to go. */
    readonly pace: PaceState;
    readonly timeoutSeconds: number;
}

/** Nodes that join, join within minutes; a pool that is too small stays it. */
const ROOM_SECONDS = 300;

/** New pods come beside the old ones or in their places, and a rollout that finds no room for the new ones stands still. */
export async function roomForNewPods(
    goal: RoomGoal,
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
            failure: (unreachable) =>
                [
                    `EMQX "${goal.instance}" was not changed, since it could not roll out:`,
                    ...(unreachable ? [`  the API server does not answer: ${unreachable}`] : []),
                    ...sentences.map((sentence) => `  ${sentence}`),
                    "Give the pool more nodes (corePool.nodes, replicantPool.nodes) or larger ones, or ask for less (resources).",
                    GONE_FIRST,
                ].join("\n"),
        };
    });
}

/** What a role's change needs in places for new pods; nothing where none comes. */
function placesNeeded(need: PodNeeds, present: PresentCluster | undefined, goal: RoomGoal): PodNeeds[] {
    const running = present?.replicas[need.role] ?? 0;
    if (!rolls(present, goal.wanted, need.role)) return need.wanted > running ? [need] : [];
    return newPods(need, running, goal.line.pace, goal.pace);
}
