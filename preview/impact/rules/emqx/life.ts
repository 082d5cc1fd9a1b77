import { lineOfType } from "../../../../provider/emqx/lines";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { ChangeSet, ResourceChange } from "../../../changes/change";
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
    const other = successorLine(change, line, changes);
    if (other !== undefined) {
        return effect(change, {
            subject: "identity",
            level: "data",
            fact: { kind: "lineLeft", thing, from: line.id, to: other.id },
            line: other,
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

/** The line of an object of the same name that comes in its place, where that line takes over no others. */
export function successorLine(
    change: ResourceChange,
    line: OperatorLine,
    changes: ChangeSet,
): OperatorLine | undefined {
    return changes.changes
        .filter((other) => other.operation === "create" && placeOf(other) === placeOf(change))
        .map(({ type }) => lineOfType(type))
        .find((other) => other !== undefined && other !== line && !other.takesOverOlder);
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
