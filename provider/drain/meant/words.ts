import { duration } from "../../wording/figures";
import type { Move } from "./moves";
import { few, more, whichNodes } from "./nodesInWords";
import type { PoolNode } from "./poolNode";
import { type PlacedPod, podName } from "./workload";

/** What holds a drain up. */
export interface Held {
    /** A workload. */
    readonly what: string;
    readonly why: string;
}

export function movesInWords(moves: readonly Move[], held: readonly Held[]): string {
    const [first] = held;
    if (first !== undefined) return `${first.what} ${first.why}${more(held.length - 1)}`;
    const done = moves.map((move) =>
        move.kind === "restart"
            ? `${move.workload.title} starts on another node first`
            : `${podName(move.pod)} leaves`,
    );
    return `${done[0] ?? ""}${more(done.length - 1)}`;
}

export function heldInWords(
    nodes: readonly PoolNode[],
    seconds: number,
    held: readonly Held[],
    unreachable: string | undefined,
): string {
    return [
        `The nodes of the old pools were not empty within ${duration(seconds)} (${few(nodes.map(({ name }) => name))}):`,
        ...(unreachable === undefined ? [] : [`  the API server does not answer: ${unreachable}`]),
        ...held.map(({ what, why }) => `  ${what}: ${why}`),
        "The old node pools were not deleted, and what is on their nodes goes on serving. Mend the cause and run the update again: it goes on from here.",
        `These nodes stay cordoned and get no new pods, also when you go back. To let them take pods again: kubectl uncordon ${whichNodes(nodes)}`,
    ].join("\n");
}

/** Nothing is cordoned or evicted then. */
export function emqxStays(pods: readonly PlacedPod[], ours: string): string {
    const where = (some: readonly PlacedPod[]) => few(some.map((pod) => `${podName(pod)} on ${pod.node}`));
    const own = pods.filter(({ namespace }) => namespace === ours);
    const others = pods.filter(({ namespace }) => namespace !== ours);
    return [
        ...(own.length > 0
            ? [
                  `EMQX is still on nodes that are to go: ${where(own)}.`,
                  "Only EMQX's operator moves its pods. They follow the pools where EmqxCluster has the pools' kernelProfile and their nodeSelector; an update with --target or --exclude leaves them where they are.",
              ]
            : []),
        ...(others.length > 0
            ? [
                  `Another EMQX cluster (namespace ${few([...new Set(others.map(({ namespace }) => namespace))])}) is on nodes that carry the name of a pool of this program and are of none that it has now: ${where(others)}.`,
                  "Another stack has pools of the same name on this Kubernetes cluster. Give the component of one of the two another name: names of pools are made of it.",
              ]
            : []),
        "Nothing was cordoned or evicted, and the old node pools were not deleted.",
    ].join("\n");
}
