import type { NodeSet, Observation, Role, SetPod, Target } from "../observation";

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

/**
 * Decides from what is there and not from `Ready` alone: `Ready` stays true for a moment after a change, and says nothing
 * of which spec it means. The new sets carry the revision that was sent, all their pods are ready, nothing of an older set
 * serves or holds clients any more, the configuration is applied, and the operator calls it done.
 */
export function assess(seen: Observation, target: Target): Assessment {
    const roles: Role[] = target.replicas.replicant > 0 ? ["core", "replicant"] : ["core"];
    const current = (role: Role) => currentSets(seen, target, role);
    const counts = roles.map((role) => {
        const ready = Math.max(0, ...current(role).map((set) => set.ready));
        return {
            role,
            ready,
            wanted: target.replicas[role],
            sized: current(role).some((s) => s.wanted === target.replicas[role]),
        };
    });
    const old = seen.sets.filter((set) => !current(set.role).includes(set));
    const alive = old.flatMap((set) => set.pods).filter(holdsClients);
    const complete = counts.every((c) => c.sized && c.ready >= c.wanted);
    const done = complete && alive.length === 0 && seen.ready && seen.configApplied;
    const progress = [
        ...counts.map((c) => `${c.role}s ${c.ready}/${c.wanted}`),
        ...(alive.length > 0 ? [`old pods ${alive.length}`] : []),
        ...(complete && alive.length === 0 && !seen.configApplied ? ["configuration not applied yet"] : []),
        ...(complete && alive.length === 0 && !seen.ready ? ["not Ready yet"] : []),
    ].join(", ");
    return {
        done,
        progress,
        reasons: reasons(seen, roles.flatMap(current)),
        warnings: done ? otherVersions(seen, target) : [],
        abandoned: done ? old.filter((set) => set.pods.length > 0) : [],
    };
}

/**
 * The sets that carry the target. After the operator itself was changed there may be two, made of one spec by the old and the
 * new operator; then the one counts that it is bringing up.
 */
function currentSets(seen: Observation, target: Target, role: Role): NodeSet[] {
    const sets = seen.sets.filter((s) => s.role === role && s.revision === target.revisions[role]);
    const updating = seen.updating?.[role];
    return sets.length < 2 || !updating ? sets : sets.filter(({ name }) => name.endsWith(`-${updating}`));
}

/** A pod that was never up holds nobody: it is what a failed update left behind. */
function holdsClients(pod: SetPod): boolean {
    return pod.containersReady;
}

function reasons(seen: Observation, sets: readonly NodeSet[]): string[] {
    const byTrouble = new Map<string, string[]>();
    for (const { name, ready, trouble } of sets.flatMap((set) => set.pods)) {
        if (ready || trouble === undefined) continue;
        byTrouble.set(trouble, [...(byTrouble.get(trouble) ?? []), name]);
    }
    const ofPods = [...byTrouble].map(([trouble, [first, ...others]]) => {
        const more = others.length > 0 ? ` (and ${others.length} more)` : "";
        return `${first}${more}: ${trouble}`;
    });
    return [...ofPods, ...(seen.warning ? [`operator: ${seen.warning}`] : [])];
}

function otherVersions(seen: Observation, target: Target): string[] {
    const others = seen.nodes.filter(
        (node) => node.version !== "" && !node.version.startsWith(target.version),
    );
    return others.map((node) => `${node.node} reports EMQX ${node.version}, not ${target.version}`);
}
