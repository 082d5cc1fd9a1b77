import type { ResourceChange } from "../../changes/change";
import { type Context, effect, inputsOf, isBeneath, isCertain } from "../context";
import type { Effect } from "../review";
import { textAt } from "../values";
import { listed } from "../wording";
import { OPERATED } from "./loadBalancer";

/** The DaemonSet of NodeTuning with its scripts. */
export function nodeTuning(change: ResourceChange, _context: Context): Effect[] {
    const labelled =
        textAt(inputsOf(change), "metadata", "labels", "app.kubernetes.io/name") === "emqx-ack-node-tuning";
    if (!isBeneath(change, "NodeTuning") && !labelled) return [];
    const daemonSet = change.type === "kubernetes:apps/v1:DaemonSet";
    // Account, role and scripts are parts of the one thing that acts.
    if (!daemonSet) return change.operation === "create" ? [] : [silent(change)];
    if (change.operation === "create") {
        return [
            effect(change, {
                subject: "node tuning",
                level: "reload",
                what: "node tuning starts",
                happens:
                    "The kernel parameters of the nodes are set while everything runs; pods keep what they started with.",
                duration: TUNED,
                sources: ["pool template"],
            }),
        ];
    }
    if (change.operation === "delete") {
        return [
            effect(change, {
                subject: "node tuning",
                level: "none",
                what: "node tuning removed",
                happens:
                    "Nodes keep the values that are set, until they restart; nodes that join later get none.",
                sources: ["pool template"],
            }),
        ];
    }
    return [
        effect(change, {
            subject: "node tuning",
            level: "reload",
            certain: isCertain(change.properties) || change.operation === "replace",
            what: "kernel parameters of the nodes, by the tuning DaemonSet",
            happens:
                "Set on all running nodes at once, while everything runs; no EMQX pod restarts for it, and parameters of the pods' own follow only when EMQX's template changes too.",
            duration: TUNED,
            back: { possible: true, sentence: "Revert the commit: the old values are set again." },
            sources: ["pool template"],
        }),
    ];
}

const TUNED = { seconds: 120, arithmetic: "about 2 min until its pods have run on every node" };

function silent(change: ResourceChange): Effect {
    return effect(change, {
        subject: "node tuning",
        level: "none",
        what: `${change.type.split(":").at(-1)} ${change.name} of the node tuning`,
        happens: "Its DaemonSet reads it when its pods start.",
        sources: [],
    });
}

/** Kinds of Kubernetes objects that no MQTT client depends on. */
const HARMLESS =
    /^kubernetes:(rbac\.authorization\.k8s\.io|scheduling\.k8s\.io|coordination\.k8s\.io|monitoring\.coreos\.com|autoscaling|policy)\/|^kubernetes:core\/v1:(ConfigMap|ServiceAccount|LimitRange|ResourceQuota|Event)|^kubernetes:batch\/|^random:|^tls:|^time:|^command:|^pulumi:/;

const WORKLOAD = /^kubernetes:(apps|extensions)\/|^kubernetes:core\/v1:Pod:?$/;

/** Whatever no other rule knows. */
export function anythingElse(change: ResourceChange): Effect[] {
    const kind = change.type.split(":").at(-1) ?? change.type;
    const named = `${kind} ${change.name}`;
    // Components do nothing themselves; what is in them is named.
    if (!change.custom) return [];
    if (/NetworkPolicy:?$/.test(change.type) && change.operation !== "delete") {
        return [
            effect(change, {
                subject: "network",
                level: "reconnect",
                certain: false,
                what: `NetworkPolicy ${change.name} ${OPERATED[change.operation]}`,
                happens:
                    "It counts at once. When it keeps clients from the listeners, or the operator from port 18083 of EMQX's pods, they go out of service.",
                sources: ["operator gate"],
            }),
        ];
    }
    if (change.operation === "create") return [];
    if (change.retained) {
        return [
            effect(change, {
                subject: "other",
                level: "none",
                what: `${named} leaves the stack`,
                happens: "It stays where it is (retainOnDelete); this stack forgets it.",
                sources: [],
            }),
        ];
    }
    if (change.operation === "update") {
        return [
            effect(change, {
                subject: "other",
                level: "none",
                certain: HARMLESS.test(change.type) || WORKLOAD.test(change.type),
                what: `${listed([...new Set(change.properties.map(({ path }) => path))], 4)} of ${named}`,
                happens: WORKLOAD.test(change.type)
                    ? "Its own pods restart; they are none of EMQX's."
                    : "No rule of this review is about it.",
                sources: [],
            }),
        ];
    }
    const harmless = HARMLESS.test(change.type) || WORKLOAD.test(change.type);
    return [
        effect(change, {
            subject: "other",
            level: harmless ? "none" : "reconnect",
            certain: harmless,
            what: `${named} ${OPERATED[change.operation]}${change.replaceReasons.length > 0 ? ` because of ${listed(change.replaceReasons)}` : ""}`,
            happens: harmless
                ? "No MQTT client depends on it."
                : "No rule of this review is about it: look yourself who depends on it and what it holds.",
            sources: [],
        }),
    ];
}
