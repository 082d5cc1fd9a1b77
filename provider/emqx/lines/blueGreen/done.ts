import { type Assessment, holdsClients, leftOnLostNodes, otherVersions, troubles } from "../line/assessment";
import type { NodeSet, Observation, Role, SetPod, Target } from "../line/observation";

/**
 * Decides from what is there and not from `Ready` alone: `Ready` stays true for a moment after a change, and says nothing
 * of which spec it means. The new sets carry the revision that was sent, all their pods are ready, nothing of another
 * revision serves or holds clients any more, the configuration is applied, and the operator calls it done.
 */
export function done(seen: Observation, target: Target): Assessment {
    const current = (role: Role) => currentSets(seen, target, role);
    const counts = wantedRoles(target).map((role) => {
        const ready = Math.max(0, ...current(role).map((set) => set.ready));
        return {
            role,
            ready,
            wanted: target.replicas[role],
            sized: current(role).some((s) => s.wanted === target.replicas[role]),
        };
    });
    const { staying, old } = parted(seen, target);
    const alive = [...old.flatMap((set) => set.pods), ...strangers(staying, target)].filter(holdsClients);
    const unscaled = old.filter(
        (set) =>
            target.replicas[set.role] === 0 && set.revision === target.revisions[set.role] && set.wanted > 0,
    );
    const complete = counts.every((c) => c.sized && c.ready >= c.wanted) && unscaled.length === 0;
    const nothingElse = unscaled.length === 0 && alive.length === 0 && seen.configApplied;
    const all = complete && alive.length === 0 && seen.ready && seen.configApplied;
    const progress = [
        ...counts.map((c) => `${c.role}s ${c.ready}/${c.wanted}`),
        ...unscaled.map(({ role, wanted }) => `${role}s to go ${wanted}`),
        ...(alive.length > 0 ? [`old pods ${alive.length}`] : []),
        ...(complete && alive.length === 0 && !seen.configApplied ? ["configuration not applied yet"] : []),
        ...(complete && alive.length === 0 && !seen.ready ? ["not Ready yet"] : []),
    ].join(", ");
    return {
        done: all,
        // One pod of each role may be missing: maxUnavailable of the object. Where none is, the operator has the last word.
        carried:
            nothingElse &&
            !complete &&
            counts.every((c) => c.sized && c.ready > 0 && c.ready >= c.wanted - 1),
        progress,
        // The operator waits for an old pod that ends, and on a lost node it ends never (sync_pods.go, canBeScaleDownRs, 2.2.29; canScaleDownReplicaSet of 2.3).
        reasons: troubles(
            [
                ...staying.flatMap((set) => set.pods),
                ...old.flatMap((set) => set.pods).filter((pod) => pod.lost),
                ...strangers(staying, target).filter((pod) => pod.lost),
            ],
            seen,
        ),
        warnings: all ? [...otherVersions(seen, target), ...leftOnLostNodes(seen.sets)] : [],
        // One that is at 0 is done with, whatever is still listed of it.
        abandoned: all ? old.filter((set) => set.wanted > 0) : [],
    };
}

/** The sets that are to stay, and those that are to go. */
export function parted(
    seen: Observation,
    target: Target,
): { readonly staying: readonly NodeSet[]; readonly old: readonly NodeSet[] } {
    const staying = wantedRoles(target).flatMap((role) => currentSets(seen, target, role));
    return { staying, old: seen.sets.filter((set) => !staying.includes(set)) };
}

/** Of a role that is to have none, no set is the one to stay, whatever it carries. */
function wantedRoles({ replicas }: Target): Role[] {
    return (["core", "replicant"] as const).filter((role) => replicas[role] > 0);
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

/** Pods of a set that carry another revision than it: this line makes a new set for each, but the pods are what serves. */
function strangers(sets: readonly NodeSet[], target: Target): SetPod[] {
    return sets.flatMap(({ role, pods }) =>
        pods.filter(({ revision }) => revision !== undefined && revision !== target.revisions[role]),
    );
}
