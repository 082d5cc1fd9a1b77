import type { OperatorThere } from "../../../provider/emqx/gate/meant/lineThere";
import { checkAll } from "../../../provider/emqx/gate/meant/refusals";
import { BOTH_ROLES } from "../../../provider/emqx/lines/line/fields";
import { secretFilesIn } from "../../../provider/emqx/secrets/mounts";
import { Problems } from "../../../provider/validation/problems";
import type { ChangeSet } from "../../changes/change";
import type { Refusal } from "../facts/refusal";
import { type Cluster, changesLine } from "../rules/clusters";
import { successorLine } from "../rules/emqx/life";
import { differingSubjects } from "../rules/emqx/lineChange";
import { objectAt } from "../rules/values";
import { surroundingsOf, wantedListenersOf } from "./listenersAround";

/** What stops `pulumi up` before its first change: our own gate, by its own rules, and Pulumi's `protect`. */
export function refusalsOf(changes: ChangeSet, clusters: readonly Cluster[]): Refusal[] {
    return [
        ...clusters.flatMap((cluster) => gate(cluster, changes)),
        ...clusters.flatMap((cluster) => leavesLine(cluster, changes)),
        ...clusters.flatMap(renamed),
        ...protectedOnes(changes),
    ];
}

/** Another name or namespace is another cluster, and the old one's disks would go with it. */
function renamed({ change, line, ours, urn, name, inputPrefix }: Cluster): Refusal[] {
    if (!ours || change?.operation !== "replace" || line?.traps.deletesDisks !== true) return [];
    const input = change.replaceReasons.includes("metadata.namespace") ? "namespace" : "instanceName";
    if (!change.replaceReasons.some((reason) => /^metadata\.(name|namespace)$/.test(reason))) return [];
    const path = inputPrefix === "" ? input : `${inputPrefix}.${input}`;
    return [
        {
            urn,
            path,
            sentence: `${path} makes another, empty cluster of EMQX cluster ${name}, whose disks ${line.words.operator} deletes with its object. Write the old one; the way is a second cluster beside it, an export and an import (docs/upgrading.md)`,
        },
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
    const { before, after, change, line, lineBefore, inputsBefore, inputsAfter, inputPrefix } = cluster;
    if (!cluster.ours || change?.operation !== "update" || !before || !after || line === undefined) return [];
    const problems = new Problems();
    const beside = inputPrefix !== "";
    checkAll(
        {
            operator: problems.at(beside ? "operator" : "operatorVersion"),
            emqx: beside ? problems.at(inputPrefix) : problems,
            input: {
                write: (version) =>
                    beside ? `operator: { version: "${version}" }` : `operatorVersion: "${version}"`,
                beside,
                installs: beside,
            },
        },
        line,
        {
            // What runs is what the old side asked for.
            runningVersions: before.version === undefined ? [] : [before.version],
            enterprise: before.enterprise === true,
            replicas: before.replicas,
            revisions: { core: undefined, replicant: undefined },
            ...(lineBefore === undefined
                ? {}
                : { object: { line: lineBefore.id, spec: objectAt(inputsBefore, "spec"), state: before } }),
            around: surroundingsOf(cluster, before, changes),
        },
        NOBODY_LOOKED,
        {
            version: after.version ?? "",
            // An image that does not tell its edition is not held against it.
            enterprise: after.enterprise !== false,
            replicas: after.replicas,
            listeners: wantedListenersOf(cluster, after, changes),
            secretFiles: secretFilesIn(after.configData ?? ""),
            object: { spec: objectAt(inputsAfter, "spec"), state: after },
        },
    );
    const found = problems.all.map(({ path, reason }) => ({
        urn: cluster.urn,
        path,
        sentence: `${path} ${reason}`,
    }));
    return found.length > 0 ? found : besideSwitch(cluster);
}

/** Offline nobody asks the cluster which operator it has. */
const NOBODY_LOOKED: OperatorThere = { apiVersions: [], operators: [] };

/** A switch of the line makes every pod anew by itself, and is an update of its own. */
function besideSwitch(cluster: Cluster): Refusal[] {
    const { lineBefore, line, urn } = cluster;
    if (!changesLine(cluster) || lineBefore === undefined || line === undefined) return [];
    // What makes no pod anew is carried out by the new operator like any other change.
    const found = differingSubjects(cluster).flatMap(([subject, rolls]) => (rolls.length > 0 ? subject : []));
    const changed = found.length === 0 && revisionsDiffer(cluster) ? ["the pods"] : found;
    if (changed.length === 0) return [];
    return [
        {
            urn,
            sentence: `the switch from operator line ${lineBefore.id} to ${line.id} makes every pod anew, and is an update of its own: this one changes ${changed.join(", ")} as well. Take that back for now, or roll it out first on line ${lineBefore.id}`,
        },
    ];
}

/** The same program has the same revisions on both lines. */
function revisionsDiffer({ before, after }: Cluster): boolean {
    return BOTH_ROLES.some((role) => {
        const [was, is] = [before?.revisions[role], after?.revisions[role]];
        return was !== undefined && is !== undefined && was !== is;
    });
}

function protectedOnes(changes: ChangeSet): Refusal[] {
    return changes.changes
        .filter(({ blockedByProtect }) => blockedByProtect)
        .map(({ urn, name, operation }) => ({
            urn,
            sentence: `${name} is protected, and this would ${operation === "replace" ? "replace" : "delete"} it: set protect to false in an update of its own first, if it is meant`,
        }));
}
