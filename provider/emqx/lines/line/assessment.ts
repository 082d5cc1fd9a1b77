import type { NodeSet, Observation, SetPod, Target } from "./observation";
import { isRelease } from "./release";

/** What one look at the cluster means for the rollout. */
export interface Assessment {
    readonly done: boolean;
    /**
     * The spec is carried and nothing else serves, but pods are missing, no more than the disruption budget lets be.
     * Absent on a line that does not tell.
     */
    readonly carried?: boolean;
    /** Progress in a few words: `cores 2/3, replicants 0/5, old pods 8`. */
    readonly progress: string;
    /** Why it stands still, as far as the cluster tells; the most telling sentence first. */
    readonly reasons: readonly string[];
    /** What it stands still for, and will not get over by itself: the wait ends before its time. */
    readonly stalls?: readonly Stall[];
    /** What a person should know although it holds nothing up. */
    readonly warnings: readonly string[];
    /** Sets of updates that were taken back, whose pods never came up and which nobody removes. */
    readonly abandoned: readonly NodeSet[];
}

export interface Stall {
    /** Tells one from another while its sentence changes. */
    readonly kind: string;
    /** What holds it up and the way out, for people. */
    readonly sentence: string;
    /** Seconds for which it has to be seen without a break before it counts; 0 for at once. */
    readonly afterSeconds: number;
}

/**
 * A pod that was never up holds nobody: it is what a failed update left behind. Nor does one that is to go and whose node does not
 * answer: no set counts it any more, and nobody can end it before the node comes back or is deleted.
 */
export function holdsClients(pod: SetPod): boolean {
    return pod.containersReady && !pod.ended && !(pod.leaving && pod.lost);
}

/** Pods that stay listed because of a node that does not answer, for a person who looks at them. */
export function leftOnLostNodes(sets: readonly NodeSet[]): string[] {
    const left = sets.flatMap(({ pods }) => pods).filter((pod) => pod.leaving && pod.lost && !pod.ended);
    return left.map(
        ({ name, trouble }) =>
            `pod ${name} is still listed, and nothing waits for it${trouble === undefined ? "" : `: ${trouble}`}`,
    );
}

/** Why pods are not ready, each trouble once, those that still are to come up first, and what the operator warns of. */
export function troubles(
    pods: readonly SetPod[],
    { hints = [], warning }: Pick<Observation, "hints" | "warning">,
): string[] {
    const waiting = pods.filter(({ ready, ended }) => !ready && !ended);
    const ended = pods.filter((pod) => pod.ended);
    return [
        ...byTrouble(waiting),
        ...hints,
        ...byTrouble(ended),
        ...(warning ? [`operator: ${warning}`] : []),
    ];
}

function byTrouble(pods: readonly SetPod[]): string[] {
    const named = new Map<string, string[]>();
    for (const { name, trouble } of pods) {
        if (trouble !== undefined) named.set(trouble, [...(named.get(trouble) ?? []), name]);
    }
    return [...named].map(([trouble, [first, ...others]]) => {
        const more = others.length > 0 ? ` (and ${others.length} more)` : "";
        return `${first}${more}: ${trouble}`;
    });
}

/** Nodes that report another version than the one that was asked for. */
export function otherVersions(seen: Observation, target: Target): string[] {
    if (target.version === "") return [];
    const others = seen.nodes.filter(({ version }) => version !== "" && !isRelease(version, target.version));
    return others.map((node) => `${node.node} reports EMQX ${node.version}, not ${target.version}`);
}
