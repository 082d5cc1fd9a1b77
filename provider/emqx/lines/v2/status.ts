import type { EmqxNode, ObjectStatus } from "../line/observation";
import { at, listAt, numberAt, textAt } from "../line/plainObject";

/** Annotation of the operator's on its object: the configuration it pushed last. Source: api/v2beta1/const.go of 2.3. */
const LAST_CONFIG = "apps.emqx.io/last-emqx-configuration";

/** What the object says of itself. Source: emqxes CRD of operator 2.3, and recordings. */
export function status(object: unknown): ObjectStatus {
    const nodes = reportedNodes(object);
    // After the operator of line 2.2 went, its last status stays until the new one writes: its nodes have no names here.
    const own = nodes.every((node) => textAt(node, "name") !== undefined);
    return {
        ready:
            own &&
            listAt(object, "status", "conditions").some(
                (condition) =>
                    textAt(condition, "type") === "Ready" && textAt(condition, "status") === "True",
            ),
        configApplied:
            (textAt(object, "metadata", "annotations", LAST_CONFIG) ?? "") ===
            (textAt(object, "spec", "config", "data") ?? ""),
        updating: {
            core: textAt(object, "status", "coreNodesStatus", "updateRevision"),
            replicant: textAt(object, "status", "replicantNodesStatus", "updateRevision"),
        },
        nodes: nodes.flatMap((node): EmqxNode[] => {
            const name = textAt(node, "name");
            if (name === undefined) return [];
            return [
                {
                    node: name,
                    role: textAt(node, "role") ?? "",
                    version: textAt(node, "version") ?? "",
                    status: textAt(node, "status") ?? "",
                },
            ];
        }),
        evacuating: evacuations(object).flatMap((evacuation) => textAt(evacuation, "nodeName") ?? []),
        movesStorage: listAt(object, "status", "dsReplication", "dbs").some(isMoving),
    };
}

/** A later revision of this API calls them otherwise. */
function evacuations(object: unknown): readonly unknown[] {
    return [
        ...listAt(object, "status", "nodeEvacuationsStatus"),
        ...listAt(object, "status", "nodeEvacuations"),
    ];
}

/** The operator's own rule for a database that stands (numTransitions, minReplicas, maxReplicas), and none of its copies lost. */
function isMoving(db: unknown): boolean {
    return (
        (numberAt(db, "numTransitions") ?? 0) > 0 ||
        (numberAt(db, "lostShardReplicas") ?? 0) > 0 ||
        at(db, "minReplicas") !== at(db, "maxReplicas")
    );
}

function reportedNodes(object: unknown): readonly unknown[] {
    return [...listAt(object, "status", "coreNodes"), ...listAt(object, "status", "replicantNodes")];
}
