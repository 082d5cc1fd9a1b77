import { NODE_POOL_LABEL } from "../../../provider/naming/labels";
import type { ClientAccount } from "../facts/clients";
import type { Effect } from "../facts/effect";
import { reaches } from "../facts/level";
import { type Cluster, isInFrontOf, isMqttLoadBalancer } from "../rules/clusters";
import type { Context } from "../rules/context";
import { labelIn } from "../rules/nodePoolReasons";

/** Clients that one change touches; `all` of them, so many, or some that nobody can count. */
type Touched = {
    readonly cut: number | "all" | "some";
    readonly moved?: number;
};

/** The accounts of clusters of which it is known how many clients they were made for; only where some are touched. */
export function clientAccounts(context: Context, effects: readonly Effect[]): ClientAccount[] {
    return context.clusters.flatMap((cluster) => {
        const { connections } = cluster;
        if (connections === undefined || cluster.before === undefined) return [];
        const rollout = byRollout(cluster, context);
        const touched = [
            ...(rollout === undefined ? [] : [rollout]),
            ...effects.flatMap((effect) => byEffect(effect, cluster, context) ?? []),
        ];
        if (touched.length === 0) return [];
        const count = ({ cut }: Touched) => (cut === "all" ? connections : cut === "some" ? 0 : cut);
        const cut = Math.min(
            connections,
            touched.reduce((sum, one) => sum + count(one), 0),
        );
        const moved = touched.reduce((sum, one) => sum + (one.moved ?? 0), 0);
        return [
            {
                urn: cluster.urn,
                name: cluster.name,
                connections,
                cut: Math.ceil(cut),
                moved: Math.floor(Math.min(connections - cut, moved)),
                more: cut < connections && touched.some((one) => one.cut === "some"),
                causes: touched.length,
            },
        ];
    });
}

function byRollout(cluster: Cluster, { rollouts }: Context): Touched | undefined {
    const fact = rollouts.get(cluster.urn)?.clients;
    switch (fact?.clients) {
        case "leave": {
            const { moving, cutAtOnce } = fact.during;
            if (moving === undefined) return { cut: "all" };
            return { cut: cutAtOnce, moved: Math.max(0, (cluster.connections ?? 0) - cutAtOnce) };
        }
        case "editionNotKnown":
            return { cut: "some" };
        default:
            return undefined;
    }
}

function byEffect(effect: Effect, cluster: Cluster, context: Context): Touched | undefined {
    const { fact, urn } = effect;
    if (effect.follows) return undefined;
    switch (fact.kind) {
        case "clusterDeleted":
        case "clusterReplaced":
            return urn === cluster.urn ? { cut: "all" } : undefined;
        case "replicas": {
            if (urn !== cluster.urn) return undefined;
            const gone = fact.roles.filter(({ takesClients, inRollout }) => takesClients && !inRollout);
            const clients = (going: "cut" | "moved") =>
                gone.reduce((sum, one) => sum + (one.going === going ? (one.clients ?? 0) : 0), 0);
            const [cut, moved] = [clients("cut"), clients("moved")];
            return cut + moved > 0 ? { cut, moved } : undefined;
        }
        case "poolShrunk":
            return isTakersPool(urn, cluster, context)
                ? { cut: ((cluster.connections ?? 0) * (fact.from - fact.to)) / fact.from }
                : undefined;
        case "poolGone":
            return fact.way === "undrained" && isTakersPool(urn, cluster, context)
                ? { cut: "all" }
                : undefined;
        case "listenerPush": {
            if (urn !== cluster.urn) return undefined;
            const cutting = fact.pushed.filter(({ move }) => move === "stopped" || move === "restarted");
            const on = (cluster.before?.listeners ?? []).filter(({ enabled }) => enabled);
            const all =
                on.length > 0 && on.every(({ id }) => cutting.some(({ listener }) => listener === id));
            return cutting.length === 0 ? undefined : { cut: all ? "all" : "some" };
        }
        case "serviceGone":
            return fact.users === "clients" && !fact.kept && isInFrontOf(fact.thing.behind, cluster)
                ? { cut: isOnlyDoor(urn, cluster, context) ? "all" : "some" }
                : undefined;
        default:
            // Ports, annotations, listeners: those who come that way, whoever they are.
            return concerns(effect, cluster) &&
                reaches(effect.level, "reconnect") &&
                effect.rollout === undefined
                ? { cut: "some" }
                : undefined;
    }
}

/** Whether an effect is about one cluster: its own object, or a Service in front of it. */
function concerns({ fact, urn }: Effect, cluster: Cluster): boolean {
    if (urn === cluster.urn) return true;
    const behind = "thing" in fact ? fact.thing.behind : undefined;
    return (
        behind !== undefined && "users" in fact && fact.users === "clients" && isInFrontOf(behind, cluster)
    );
}

function isTakersPool(urn: string, { before }: Cluster, { changes }: Context): boolean {
    if (before === undefined) return false;
    const takers = before.replicas.replicant > 0 ? "replicant" : "core";
    const wanted = before.pods[takers].nodeSelector[NODE_POOL_LABEL];
    const change = changes.changes.find((one) => one.urn === urn);
    return wanted !== undefined && labelIn(change?.before?.inputs ?? {}, NODE_POOL_LABEL) === wanted;
}

/** No other load balancer of before leads to the clients' nodes. */
function isOnlyDoor(urn: string, cluster: Cluster, { changes }: Context): boolean {
    const change = changes.changes.find((one) => one.urn === urn);
    const doors = [...changes.before.values()].filter((snapshot) => isMqttLoadBalancer(snapshot, cluster));
    return doors.length === 1 && doors[0]?.urn === (change?.previousUrn ?? urn);
}
