import { checkChange } from "../../../provider/emqx/gate/meant/refusals";
import { secretFilesIn } from "../../../provider/emqx/secrets/mounts";
import { Problems } from "../../../provider/validation/problems";
import type { ChangeSet } from "../../changes/change";
import type { Refusal } from "../facts/refusal";
import type { Cluster } from "../rules/clusters";
import { successorLine } from "../rules/emqx/life";
import { objectAt } from "../rules/values";
import { surroundingsOf, wantedListenersOf } from "./listenersAround";

/** What stops `pulumi up` before its first change: our own gate, by its own rules, and Pulumi's `protect`. */
export function refusalsOf(changes: ChangeSet, clusters: readonly Cluster[]): Refusal[] {
    return [
        ...clusters.flatMap((cluster) => gate(cluster, changes)),
        ...clusters.flatMap((cluster) => leavesLine(cluster, changes)),
        ...protectedOnes(changes),
    ];
}

/** An object that would go for one of a line that takes over none. */
function leavesLine({ change, line, ours, urn, name }: Cluster, changes: ChangeSet): Refusal[] {
    if (!ours || change?.operation !== "delete" || change.retained || line === undefined) return [];
    const to = successorLine(change, line, changes);
    if (to === undefined) return [];
    return [
        {
            urn,
            sentence: `EMQX cluster ${name} is of operator line ${line.id}, and line ${to.id} takes over none: nothing is deleted for it`,
        },
    ];
}

function gate(cluster: Cluster, changes: ChangeSet): Refusal[] {
    const { before, after, change, line, inputsBefore } = cluster;
    if (!cluster.ours || change?.operation !== "update" || !before || !after) return [];
    const problems = new Problems();
    checkChange(
        cluster.inputPrefix === "" ? problems : problems.at(cluster.inputPrefix),
        {
            // What runs is what the old side asked for.
            runningVersions: before.version === undefined ? [] : [before.version],
            enterprise: before.enterprise === true,
            replicas: before.replicas,
            revisions: { core: undefined, replicant: undefined },
            ...(line === undefined
                ? {}
                : {
                      object: {
                          line: line.id,
                          spec: objectAt(inputsBefore, "spec"),
                          state: before,
                      },
                      around: surroundingsOf(cluster, before, changes),
                  }),
        },
        {
            version: after.version ?? "",
            // An image that does not tell its edition is not held against it.
            enterprise: after.enterprise !== false,
            replicas: after.replicas,
            listeners: wantedListenersOf(cluster, after, changes),
            secretFiles: secretFilesIn(after.configData ?? ""),
        },
    );
    return problems.all.map(({ path, reason }) => ({
        urn: cluster.urn,
        path,
        sentence: `${path} ${reason}`,
    }));
}

function protectedOnes(changes: ChangeSet): Refusal[] {
    return changes.changes
        .filter(({ blockedByProtect }) => blockedByProtect)
        .map(({ urn, name, operation }) => ({
            urn,
            sentence: `${name} is protected, and this would ${operation === "replace" ? "replace" : "delete"} it: set protect to false in an update of its own first, if it is meant`,
        }));
}
