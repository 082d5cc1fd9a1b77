/** The part of a pod's status that tells why it is not ready. */
export interface PodStatus {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly { type: string; status: string; message?: string }[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
}

interface ContainerStatus {
    readonly name: string;
    readonly ready?: boolean;
    readonly state?: { waiting?: Waiting; terminated?: Terminated };
    readonly lastState?: { terminated?: Terminated };
}

interface Waiting {
    readonly reason?: string;
    readonly message?: string;
}

interface Terminated {
    readonly reason?: string;
    readonly message?: string;
    readonly exitCode: number;
}

/** States every pod passes through, which explain nothing. */
const PASSING = new Set(["ContainerCreating", "PodInitializing"]);

/**
 * Why a pod is not ready, in the words of whoever knows: the scheduler, the kubelet, the preflight container, or the last
 * words of a container that crashed. Undefined when there is nothing but patience.
 */
export function podTrouble(status: PodStatus, leaving = false): string | undefined {
    // What ends with it was told to.
    if (leaving) return undefined;
    if (status.phase === "Failed") return sentence(status.reason ?? "Failed", status.message);
    const scheduled = status.conditions?.find((c) => c.type === "PodScheduled");
    if (scheduled?.status === "False") return sentence("cannot be scheduled", scheduled.message);
    for (const container of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
        const trouble = containerTrouble(container);
        if (trouble) return trouble;
    }
    return undefined;
}

function containerTrouble({ name, ready, state, lastState }: ContainerStatus): string | undefined {
    if (ready) return undefined;
    const ended = [state?.terminated, lastState?.terminated].find((t) => t && t.exitCode !== 0);
    if (ended)
        return sentence(
            `${name} ended with ${ended.reason ?? "Error"} (exit code ${ended.exitCode})`,
            ended.message,
        );
    const waiting = state?.waiting;
    if (waiting?.reason && !PASSING.has(waiting.reason))
        return sentence(`${name}: ${waiting.reason}`, waiting.message);
    return undefined;
}

/** Last lines of a crash log are enough, and a message of one line reads better in a list. */
function sentence(what: string, message: string | undefined): string {
    const lines = (message ?? "").trim().split("\n").filter(Boolean).slice(-5);
    return lines.length === 0 ? what : `${what}: ${lines.join(" | ")}`;
}
