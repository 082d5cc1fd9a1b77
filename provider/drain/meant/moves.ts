import { type Load, type PlacedPod, podName, type Workload } from "./workload";

export interface Eviction {
    readonly kind: "evict";
    readonly pod: PlacedPod;
    readonly workload: Workload;
    /** Nothing of it serves until it runs elsewhere. */
    readonly blinks: boolean;
}

/** A rollout of the same, by which its controller has a new pod ready before the old one ends. */
export interface Restart {
    readonly kind: "restart";
    readonly workload: Workload;
}

/** What is done next to one workload. */
export type Move = Eviction | Restart;

export interface Wait {
    readonly workload: Workload;
    /** What it waits for, for a person. */
    readonly why: string;
}

export interface Moves {
    readonly moves: readonly Move[];
    readonly waits: readonly Wait[];
    /** Pods that their scheduler puts back onto cordoned nodes, and that others stand in for. */
    readonly left: readonly PlacedPod[];
    /** Pods of EMQX, which should have moved by now. */
    readonly emqx: readonly PlacedPod[];
}

/** What is known of workloads from before this look. */
export interface History {
    /** Something was done to it. */
    readonly touched: (workload: Workload) => boolean;
    /** Pods that have to serve before another one may go. */
    readonly floor: (workload: Workload) => number;
    /** Its pods have been moved again and again and keep coming back. */
    readonly comesBack: (workload: Workload) => boolean;
}

/**
 * What may be done now: one pod of a workload at a time, and the next one only when as many serve as before. The last one that serves
 * is not evicted where its controller can have another one ready first.
 */
export function nextMoves({ pods, workloads }: Load, history: History): Moves {
    const emqx = pods.filter(({ isEmqx, leaving }) => isEmqx && !leaving).sort(bySomeOrder);
    const others = pods.filter((pod) => !emqx.includes(pod)).sort(bySomeOrder);
    const moves: Move[] = [];
    const waits: Wait[] = [];
    const left: PlacedPod[] = [];
    for (const workload of [...workloads.values()].sort((a, b) => (a.title < b.title ? -1 : 1))) {
        const here = others.filter((pod) => pod.workload === workload.key);
        const next = here.length > 0 ? nextOf(workload, here, history) : recovery(workload, history);
        if (next === "left") left.push(...here);
        else if (next !== undefined && "why" in next) waits.push(next);
        else if (next !== undefined) moves.push(next);
    }
    return { moves, waits, left, emqx };
}

function nextOf(workload: Workload, here: readonly PlacedPod[], history: History): Move | Wait | "left" {
    const wait = (why: string): Wait => ({ workload, why });
    const leaving = here.filter((pod) => pod.leaving);
    if (leaving.length > 0) return wait(`${list(leaving)} to end`);
    if (workload.leaving > 0) return wait("a pod of it to end");
    if (workload.rolling !== undefined) return wait(inRollout(workload));
    if (here.every(({ comesBack }) => comesBack) && history.comesBack(workload)) {
        return workload.servingElsewhere > 0
            ? "left"
            : wait(
                  `${list(here)}, which put up with cordoned nodes and keep coming back to them; a toleration of everything, or of node.kubernetes.io/unschedulable, is to be taken out of it`,
              );
    }
    const pod = here.find(({ ready }) => !ready) ?? (here[0] as PlacedPod);
    if (!pod.ready) return { kind: "evict", pod, workload, blinks: false };
    const floor = history.floor(workload);
    if (workload.serving < floor) return wait(tooFew(workload, floor));
    if (workload.serving > 1) return { kind: "evict", pod, workload, blinks: false };
    if (workload.surges) return { kind: "restart", workload };
    return { kind: "evict", pod, workload, blinks: true };
}

/** What was moved has to serve again before its old nodes go. */
function recovery(workload: Workload, history: History): Wait | undefined {
    if (!history.touched(workload)) return undefined;
    if (workload.rolling !== undefined) return { workload, why: inRollout(workload) };
    const floor = history.floor(workload);
    return workload.serving < floor ? { workload, why: tooFew(workload, floor) } : undefined;
}

function inRollout({ rolling, trouble }: Workload): string {
    return `its rollout to end${because(rolling?.trouble ?? trouble)}`;
}

function tooFew({ serving, trouble }: Workload, floor: number): string {
    return `${floor} pods of it to serve, and ${serving} ${serving === 1 ? "does" : "do"}${because(trouble)}`;
}

function because(trouble: string | undefined): string {
    return trouble === undefined ? "" : ` (${trouble})`;
}

function list(pods: readonly PlacedPod[]): string {
    return pods.map((pod) => `${podName(pod)} on ${pod.node}`).join(", ");
}

/** The same whatever order the API server lists them in, and the highest number of a StatefulSet first, as its controller goes. */
function bySomeOrder(a: PlacedPod, b: PlacedPod): number {
    return podName(b).localeCompare(podName(a), "en", { numeric: true });
}
