import type { Condition, EmqxNode, ObjectStatus } from "../line/observation";
import { listAt, numberAt, textAt } from "../line/plainObject";

/**
 * What the object says of itself, of its present generation only: a condition of an earlier one is about another spec. Source: emqxes
 * CRD of operator 3.0; release candidates list nodes by their role.
 */
export function status(object: unknown): ObjectStatus {
    const conditions = presentConditions(object);
    return {
        ready: conditions.Ready?.is === true,
        configApplied: conditions.ConfigApplied?.is === true,
        conditions,
        updating: { replicant: textAt(object, "status", "replicantNodesStatus", "updateRevision") },
        nodes: reportedNodes(object).map(
            (node): EmqxNode => ({
                node: textAt(node, "name") ?? "",
                role: textAt(node, "role") ?? "",
                version: textAt(node, "version") ?? "",
                status: textAt(node, "status") ?? "",
            }),
        ),
        evacuating: listAt(object, "status", "nodeEvacuations").flatMap(
            (one) => textAt(one, "nodeName") ?? [],
        ),
        movesStorage: listAt(object, "status", "dsReplication", "dbs").some(moves),
    };
}

function presentConditions(object: unknown): Record<string, Condition> {
    const generation = numberAt(object, "metadata", "generation");
    return Object.fromEntries(
        listAt(object, "status", "conditions").flatMap((condition) => {
            const type = textAt(condition, "type");
            if (type === undefined || numberAt(condition, "observedGeneration") !== generation) return [];
            const is = textAt(condition, "status") === "True";
            const [reason, message] = [textAt(condition, "reason") ?? "", textAt(condition, "message") ?? ""];
            return [[type, { is, reason, message }] as const];
        }),
    );
}

/** A database whose shards are on their way, or too few. */
function moves(db: unknown): boolean {
    const number = (name: string) => numberAt(db, name) ?? 0;
    return (
        number("numTransitions") !== 0 ||
        number("minReplicas") !== number("maxReplicas") ||
        number("lostShardReplicas") !== 0
    );
}

function reportedNodes(object: unknown): readonly unknown[] {
    return ["clusterNodes", "coreNodes", "replicantNodes"].flatMap((list) => listAt(object, "status", list));
}
