import type { Role } from "../line/observation";
import { type RolledRoles, type RolloutWork, type Turn, takersIn } from "../line/pace";

/**
 * In which order operator 3.0 makes nodes anew, and how many clients each has at its turn. Cores go one by one, highest ordinal first,
 * and the last old one waits for the replicants; these go as many at once as `maxSurge` and `maxUnavailable` let. Sources: EMQX
 * Operator, Perform a Rolling Update; sync_core_set.go at 05d3881c; recordings of image changes.
 */
export function turns(work: RolloutWork, rolled: RolledRoles): Turn[] {
    const cores = rolled.core ? work.cores : 0;
    const replicants = rolled.replicant ? work.replicants : 0;
    const last = cores > 0 ? 1 : 0;
    const order: Turn[] = [
        { role: "core", count: cores - last },
        { role: "replicant", count: replicants },
        { role: "core", count: last },
    ];
    return order.filter(({ count }) => count > 0);
}

/** Nodes of a role that are made anew at the same time. */
export function atOnce(role: Role, { maxSurge, maxUnavailable, replicants }: RolloutWork): number {
    return role === "core" ? 1 : Math.max(1, Math.min(replicants, maxSurge + maxUnavailable));
}

/** How often nodes of a role take their turn. */
export function rounds(role: Role, work: RolloutWork): number {
    return Math.ceil((role === "core" ? work.cores : work.replicants) / atOnce(role, work));
}

/**
 * Clients on each node at its turn, round by round, at worst: who leaves one comes back to any that serves, those included whose turn is
 * still to come.
 */
export function loads(work: RolloutWork): number[] {
    const { role, count } = takersIn(work);
    const together = atOnce(role, work);
    const missing = role === "core" ? 1 : Math.max(work.maxUnavailable, together - work.maxSurge);
    const serving = Math.max(1, count - missing);
    const growth = 1 + together / serving;
    const each = work.connections / count;
    return Array.from({ length: rounds(role, work) }, (_, round) =>
        Math.min(work.connections, Math.ceil(each * growth ** round)),
    );
}
