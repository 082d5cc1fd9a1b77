import type { ResourceChange } from "../../changes/change";
import type { WireObject } from "../../monitor/wire";
import type { Cluster } from "../clusters";
import { type Context, effect } from "../context";
import type { Effect } from "../review";
import { textAt } from "../values";
import { counted, listed } from "../wording";

const LEFT_BEHIND =
    "Sessions, retained messages, rules and users stay behind on the old disks; the claims of those disks stay in the cluster.";

export function clusterCreated(change: ResourceChange, cluster: Cluster): Effect {
    const { core = 0, replicant = 0 } = cluster.after?.replicas ?? {};
    return effect(change, {
        subject: "identity",
        level: "none",
        what: `EMQX cluster ${cluster.name} created`,
        happens: `${counted(core, "core")} start, then ${counted(replicant, "replicant")}; nobody uses it yet.`,
        back: {
            possible: true,
            sentence: "Revert the commit: the cluster is removed; claims of its disks stay.",
        },
        sources: ["blue-green"],
    });
}

/** Deleted, or deleted because it now has another name in the program. */
export function clusterGone(change: ResourceChange, cluster: Cluster, { changes }: Context): Effect {
    const successor = changes.changes.find(
        (other) => other.operation === "create" && other.type === change.type && other.urn !== change.urn,
    );
    const what = `EMQX cluster ${cluster.name} deleted`;
    const place = (inputs: WireObject | undefined) =>
        [textAt(inputs, "metadata", "namespace"), textAt(inputs, "metadata", "name")].join("/");
    const sameName = place(successor?.after?.inputs) === place(change.before?.inputs);
    if (change.retained) {
        return effect(change, {
            subject: "identity",
            level: "none",
            what: `EMQX cluster ${cluster.name} leaves the stack`,
            happens: "The object stays in the cluster and runs on; this stack forgets it.",
            back: {
                possible: true,
                sentence: "Revert the commit, with the import option: the stack takes it up again.",
            },
            sources: ["identity"],
        });
    }
    return effect(change, {
        subject: "identity",
        level: "data",
        what,
        happens: `Every pod of it goes within seconds; nobody is evacuated and every client is cut.${successor ? ` For Pulumi "${successor.name}" is another resource, not this one under a new name${sameName ? ": it is created first, which fails while the old one of the same name is there, and the update stops half-way." : ": it is created first, and starts empty."}` : ""}`,
        data: LEFT_BEHIND,
        back: {
            possible: false,
            sentence: "Cannot be undone: a cluster made anew starts empty, and sessions are gone.",
        },
        ...(successor
            ? {
                  advice: `Give "${successor.name}" an alias of its old name (aliases: [{ name: ... }]) and nothing is deleted.`,
              }
            : {}),
        sources: ["identity", "evacuation"],
    });
}

export function clusterReplaced(change: ResourceChange, cluster: Cluster): Effect {
    const reasons =
        change.replaceReasons.length > 0 ? listed(change.replaceReasons) : "a property that cannot change";
    return effect(change, {
        subject: "identity",
        level: "data",
        what: `EMQX cluster ${cluster.name} replaced because of ${reasons}`,
        happens: `A new, empty cluster is made${change.deleteBeforeReplace ? " after the old one is gone" : ", then the old one goes"}; nobody is evacuated and every client reconnects.`,
        properties: change.replaceReasons,
        data: LEFT_BEHIND,
        back: {
            possible: false,
            sentence:
                "Cannot be undone: reverting makes one more new cluster. The old disks' claims are still there.",
        },
        advice: "Make the second cluster beside the first, move the clients, export and import the data, then remove the first.",
        sources: ["identity", "evacuation"],
    });
}
