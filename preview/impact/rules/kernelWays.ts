import { BOTH_ROLES } from "../../../provider/emqx/lines/line/fields";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { KernelWay } from "../facts/kernelCause";
import { neededIn, profileIn, type SizedStack } from "./kernelSides";

/** What keeps the profile of the nodes that take clients as it was, each tried out by building the profiles; none where nothing does. */
export function waysToKeep(old: SizedStack, now: SizedStack): KernelWay[] {
    if (old.takers !== now.takers) return [];
    return [...byKernel(old, now), ...byReplicas(old, now), ...byConnections(old, now)];
}

/** Roles whose profile would be another one all the same; undefined where that of the nodes with clients would be. */
function others(
    old: SizedStack,
    now: SizedStack,
    given?: { readonly connectionsPerNode: number },
): Role[] | undefined {
    const changed = BOTH_ROLES.filter(
        (role) =>
            old.pools[role] !== undefined && profileIn(now, role, given)?.hash !== old.pools[role]?.hash,
    );
    return changed.includes(now.takers) ? undefined : changed;
}

/** Never less than what a node has to hold: tuned for less, clients would be refused. */
function byKernel(old: SizedStack, now: SizedStack): KernelWay[] {
    const value = profileIn(old, old.takers)?.node.connections;
    if (value === undefined || value < neededIn(now)) return [];
    const instead = others(old, now, { connectionsPerNode: value });
    return instead === undefined ? [] : [{ way: "connectionsPerNode", value, instead }];
}

/** The fewest nodes that hold the connections as the old profile is made for them. */
function byReplicas(old: SizedStack, now: SizedStack): KernelWay[] {
    const { takers, connections = 0 } = now;
    const tuned = profileIn(old, takers)?.node.connections;
    if (tuned === undefined) return [];
    const count = Math.ceil(connections / tuned) + 1;
    if (count <= now.replicas[takers]) return [];
    const instead = others(old, { ...now, replicas: { ...now.replicas, [takers]: count } });
    return instead?.length === 0 ? [{ way: "replicas", role: takers, count }] : [];
}

/** The most connections that the old profile is made for. */
function byConnections(old: SizedStack, now: SizedStack): KernelWay[] {
    const tuned = profileIn(old, old.takers)?.node.connections;
    const [from, to] = [old.connections, now.connections];
    if (tuned === undefined || from === undefined || to === undefined || to <= from) return [];
    const most = tuned * Math.max(now.replicas[now.takers] - 1, 1);
    const instead = most > from && most < to ? others(old, { ...now, connections: most }) : undefined;
    return instead?.length === 0 ? [{ way: "connections", most }] : [];
}
