import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { ResourceChange } from "../../../changes/change";
import type { Effect } from "../../facts/effect";
import type { Cluster } from "../clusters";
import { type Context, effect, endingOf } from "../context";
import { placeOf } from "../renames";

export function clusterCreated(change: ResourceChange, cluster: Cluster, line: OperatorLine): Effect {
    const { core = 0, replicant = 0 } = cluster.after?.replicas ?? {};
    return effect(change, {
        subject: "identity",
        level: "none",
        fact: { kind: "clusterCreated", thing: { name: cluster.name }, cores: core, replicants: replicant },
        line,
    });
}

/** Deleted, or deleted because it now has another name in the program. */
export function clusterGone(
    change: ResourceChange,
    { name }: Cluster,
    line: OperatorLine,
    { changes, renames }: Context,
): Effect {
    const thing = { name };
    if (change.retained) {
        return effect(change, {
            subject: "identity",
            level: "none",
            fact: { kind: "clusterLeft", thing },
            line,
        });
    }
    const rename = renames.get(change.urn);
    const successor = changes.changes.find(
        (other) => other.operation === "create" && other.type === change.type && other.urn !== change.urn,
    );
    const sameObject =
        rename?.elsewhere !== true && successor !== undefined && placeOf(successor) === placeOf(change);
    return effect(change, {
        subject: "identity",
        level: "data",
        fact: {
            kind: "clusterDeleted",
            thing,
            ...(successor
                ? { successor: { name: successor.name, sameObject, ...(rename ? { rename } : {}) } }
                : {}),
        },
        line,
    });
}

export function clusterReplaced(change: ResourceChange, { name }: Cluster, line: OperatorLine): Effect {
    return effect(change, {
        subject: "identity",
        level: "data",
        fact: {
            kind: "clusterReplaced",
            thing: { name },
            reasons: change.replaceReasons,
            oldFirst: change.deleteBeforeReplace,
        },
        properties: change.replaceReasons,
        line,
    });
}

/** Whatever its operator is: what is deleted is gone, and what is created nobody uses yet. */
export function lineNotKnown(change: ResourceChange, { name }: Cluster): Effect {
    const { operation } = change;
    const ends = endingOf(operation) !== undefined && change.retained !== true;
    return effect(change, {
        subject: "identity",
        level: ends ? "data" : operation === "update" ? "reconnect" : "none",
        certain: operation !== "update",
        fact: { kind: "lineNotKnown", thing: { name }, operation, kept: change.retained === true },
    });
}
