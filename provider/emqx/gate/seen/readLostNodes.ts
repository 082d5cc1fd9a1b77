import { ifAllowed, statusOf } from "../../../kubernetes/answers";
import type { Apis, Pod } from "../../../kubernetes/apis";

/** A kubelet that runs ends a pod within its grace period, and says so at once. */
const OVERDUE_MS = 60_000;

/**
 * Names of the nodes that do not answer, among those of pods whose status may be from before. Only the node tells: containers
 * count as ready for good on a lost one. Source: Kubernetes, pkg/controller/util/node/controller_utils.go, `MarkPodsNotReady`,
 * which turns `Ready` alone.
 */
export async function readLostNodes({ core }: Apis, pods: readonly Pod[]): Promise<ReadonlySet<string>> {
    const leaving = pods.filter(({ metadata }) => metadata?.deletionTimestamp !== undefined);
    const unready = pods.filter((pod) => is(pod, "ContainersReady") && !is(pod, "Ready"));
    const names = [...new Set([...leaving, ...unready].map(nodeOf))].filter((name) => name !== "");
    const overdue = leaving.filter((pod) => isOverdue(pod) && is(pod, "ContainersReady")).map(nodeOf);
    const lost = await Promise.all(names.map(async (name) => ((await answers(core, name)) ? [] : [name])));
    return new Set([...overdue, ...lost.flat()]);
}

/** Whoever may not look at nodes is told nothing of them. */
async function answers(core: Apis["core"], name: string): Promise<boolean> {
    try {
        const node = await ifAllowed(core.readNode({ name }));
        const ready = node?.status?.conditions?.find(({ type }) => type === "Ready");
        // `False` comes from a kubelet that is there.
        return ready?.status !== "Unknown";
    } catch (error) {
        if (statusOf(error) === 404) return false;
        throw error;
    }
}

export function nodeOf(pod: Pod): string {
    return pod.spec?.nodeName ?? "";
}

export function is({ status }: Pod, type: string): boolean {
    return status?.conditions?.some((c) => c.type === type && c.status === "True") ?? false;
}

function isOverdue({ metadata }: Pod): boolean {
    const asked = metadata?.deletionTimestamp;
    return asked !== undefined && Date.now() - new Date(asked).getTime() > OVERDUE_MS;
}
