import type { Apis } from "../../../kubernetes/apis";

const LINES = 5;

/** Last lines that the crashed broker of a pod wrote; undefined where there are none to be had. */
export async function readLastWords(
    { core }: Apis,
    namespace: string,
    pod: string,
): Promise<string | undefined> {
    try {
        const log = await core.readNamespacedPodLog({
            name: pod,
            namespace,
            container: "emqx",
            previous: true,
            tailLines: LINES,
        });
        const lines = log.trim().split("\n").filter(Boolean);
        return lines.length > 0 ? lines.join(" | ") : undefined;
    } catch {
        // It is only more of an explanation, and the pod may be gone by now.
        return undefined;
    }
}
