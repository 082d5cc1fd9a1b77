import { type Assessment, holdsClients, otherVersions, troubles } from "../line/assessment";
import type { NodeSet, Observation, Role, SetPod, Target } from "../line/observation";

/**
 * Decides from what is there and not from `Ready` alone: `Ready` stays true for a moment after a change, and says nothing
 * of which spec it means. The new sets carry the revision that was sent, all their pods are ready, nothing of another
 * revision serves or holds clients any more, the configuration is applied, and the operator calls it done.
 */
export function done(seen: Observation, target: Target): Assessment {
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
    const alive = [...old.flatMap((set) => set.pods), ...strangers(roles.flatMap(current), target)].filter(
        holdsClients,
    );
    const complete = counts.every((c) => c.sized && c.ready >= c.wanted);
    const all = complete && alive.length === 0 && seen.ready && seen.configApplied;
    const progress = [
        ...counts.map((c) => `${c.role}s ${c.ready}/${c.wanted}`),
        ...(alive.length > 0 ? [`old pods ${alive.length}`] : []),
        ...(complete && alive.length === 0 && !seen.configApplied ? ["configuration not applied yet"] : []),
        ...(complete && alive.length === 0 && !seen.ready ? ["not Ready yet"] : []),
    ].join(", ");
    return {
        done: all,
        progress,
        reasons: troubles(
            roles.flatMap(current).flatMap((set) => set.pods),
            seen.warning,
        ),
        warnings: all ? otherVersions(seen, target) : [],
        abandoned: all ? old.filter((set) => set.pods.length > 0) : [],
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

/** Pods of a set that carry another revision than it: this line makes a new set for each, but the pods are what serves. */
function strangers(sets: readonly NodeSet[], target: Target): SetPod[] {
    return sets.flatMap(({ role, pods }) =>
        pods.filter(({ revision }) => revision !== undefined && revision !== target.revisions[role]),
    );
}
