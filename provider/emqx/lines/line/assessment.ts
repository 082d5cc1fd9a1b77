import type { NodeSet, Observation, SetPod, Target } from "./observation";
import { isRelease } from "./release";

/** What one look at the cluster means for the rollout. */
export interface Assessment {
    readonly done: boolean;
    /** Progress in a few words: `cores 2/3, replicants 0/5, old pods 8`. */
    readonly progress: string;
    /** Why it stands still, as far as the cluster tells; the most telling sentence first. */
    readonly reasons: readonly string[];
    /** What a person should know although it holds nothing up. */
    readonly warnings: readonly string[];
    /** Sets of updates that were taken back, whose pods never came up and which nobody removes. */
    readonly abandoned: readonly NodeSet[];
}

/** A pod that was never up holds nobody: it is what a failed update left behind. */
export function holdsClients(pod: SetPod): boolean {
    return pod.containersReady;
}

/** Why pods are not ready, each trouble once, and what the operator warns of. */
export function troubles(pods: readonly SetPod[], warning: string | undefined): string[] {
    const byTrouble = new Map<string, string[]>();
    for (const { name, ready, trouble } of pods) {
        if (ready || trouble === undefined) continue;
        byTrouble.set(trouble, [...(byTrouble.get(trouble) ?? []), name]);
    }
    const ofPods = [...byTrouble].map(([trouble, [first, ...others]]) => {
        const more = others.length > 0 ? ` (and ${others.length} more)` : "";
        return `${first}${more}: ${trouble}`;
    });
    return [...ofPods, ...(warning ? [`operator: ${warning}`] : [])];
}

/** Nodes that report another version than the one that was asked for. */
export function otherVersions(seen: Observation, target: Target): string[] {
    const others = seen.nodes.filter(({ version }) => version !== "" && !isRelease(version, target.version));
    return others.map((node) => `${node.node} reports EMQX ${node.version}, not ${target.version}`);
}
