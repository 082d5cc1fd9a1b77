import { connect } from "../../controlPlane/kube";
import { objectsPath } from "../emqxObject";

export interface ReadyWrites {
    /** What each write said of Ready, and of which generation: `True@2`; once for as long as it stays so. */
    readonly said: readonly string[];
    stop(): void;
}

/** Follows the objects of a namespace by a watch, which misses no write. */
export async function watchReady(
    kubeconfig: string,
    apiVersion: string,
    namespace: string,
): Promise<ReadyWrites> {
    const { Watch } = await import("@kubernetes/client-node");
    const kube = await connect(kubeconfig);
    const said: string[] = [];
    const seen = (_: string, { status }: { status?: { conditions?: Record<string, any>[] } }) => {
        const ready = status?.conditions?.find(({ type }) => type === "Ready");
        if (ready !== undefined) add(said, `${ready.status}@${ready.observedGeneration}`);
    };
    const path = objectsPath(apiVersion, namespace);
    const controller = await new Watch(kube.config).watch(path, {}, seen, () => undefined);
    return { said, stop: () => controller.abort() };
}

/** The same of a recording of every write. */
export function recordedReady(text: string): string[] {
    const said: string[] = [];
    for (const line of text.trim().split("\n")) {
        const [status, , observed] = JSON.parse(line).detail.Ready ?? [];
        if (status !== undefined) add(said, `${status}@${observed}`);
    }
    return said;
}

function add(said: string[], next: string): void {
    if (said.at(-1) !== next) said.push(next);
}

/** Generations of which an object was called Ready before it was not. */
export function readyTooEarly(said: readonly string[]): number[] {
    return said.flatMap((each, i) => {
        const [status, generation] = each.split("@");
        const [before, after] = [said[i - 1], said[i + 1]];
        const isFirst = before === `True@${Number(generation) - 1}`;
        return status === "True" && isFirst && after === `False@${generation}` ? [Number(generation)] : [];
    });
}
