import type { ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import type { NodeFact } from "../facts/nodes";
import { type Context, effect, endingOf, inputsOf, isBeneath, isCertain, nounOf } from "./context";
import { textAt } from "./values";

/** Whether a resource is a part of NodeTuning: the component's, or one written by hand with its label. */
export function isNodeTuning(change: ResourceChange): boolean {
    return (
        isBeneath(change, "NodeTuning") ||
        textAt(inputsOf(change), "metadata", "labels", "app.kubernetes.io/name") === "emqx-ack-node-tuning"
    );
}

/** Seconds until the pods of the DaemonSet have run on every node. */
const TUNED_SECONDS = 120;

/** The DaemonSet of NodeTuning with its scripts. */
export function nodeTuning(change: ResourceChange): Effect[] {
    // Account, role and scripts are parts of the one thing that acts.
    if (change.type !== "kubernetes:apps/v1:DaemonSet") {
        if (change.operation === "create") return [];
        const fact = { kind: "tuningPart", thing: { name: change.name }, noun: nounOf(change) } as const;
        return [effect(change, { subject: "node tuning", level: "none", fact })];
    }
    if (change.operation === "delete") {
        return [effect(change, { subject: "node tuning", level: "none", fact: { kind: "tuningRemoved" } })];
    }
    const fact: NodeFact = { kind: change.operation === "create" ? "tuningStarts" : "tuningChanged" };
    return [
        effect(change, {
            subject: "node tuning",
            level: "reload",
            certain: change.operation !== "update" || isCertain(change.properties),
            fact,
            seconds: TUNED_SECONDS,
        }),
    ];
}

/** It counts at once, for whom it lets through. */
export function networkPolicy(change: ResourceChange, context: Context): Effect[] {
    const { operation, name } = change;
    if (operation === "delete" || !change.custom) return anythingElse(change, context);
    return [
        effect(change, {
            subject: "network",
            level: "reconnect",
            certain: false,
            fact: { kind: "networkPolicy", thing: { name }, operation },
            line: context.line,
        }),
    ];
}

/** A budget counts for drains of nodes and not for what the operator does itself. */
export function disruptionBudget(change: ResourceChange, context: Context): Effect[] {
    const { operation, name } = change;
    if (operation === "create" || !change.custom || !isBeneath(change, "EmqxCluster")) {
        return anythingElse(change, context);
    }
    return [
        effect(change, {
            subject: "evacuation",
            level: "none",
            fact: { kind: "disruptionBudget", thing: { name }, operation },
            line: context.line,
        }),
    ];
}

/** Kinds of Kubernetes objects, and of helpers of programs, that no MQTT client depends on. */
const HARMLESS =
    /^kubernetes:(rbac\.authorization\.k8s\.io|scheduling\.k8s\.io|coordination\.k8s\.io|monitoring\.coreos\.com|autoscaling|policy)\/|^kubernetes:core\/v1:(ConfigMap|ServiceAccount|LimitRange|ResourceQuota|Event)|^kubernetes:batch\/|^random:|^tls:|^time:|^command:|^pulumi:/;

const WORKLOAD = /^kubernetes:(apps|extensions)\/|^kubernetes:core\/v1:Pod:?$/;

/** Whatever no rule of its own is about. */
export function anythingElse(change: ResourceChange, _context: Context): Effect[] {
    // Components do nothing themselves; what is in them is named.
    if (!change.custom || change.operation === "create") return [];
    const noun = nounOf(change);
    const thing = { name: change.name };
    if (change.retained) {
        return [
            effect(change, { subject: "other", level: "none", fact: { kind: "otherLeft", noun, thing } }),
        ];
    }
    const workload = WORKLOAD.test(change.type);
    const harmless = workload || HARMLESS.test(change.type);
    const ending = endingOf(change.operation);
    if (ending === undefined) {
        const paths = [...new Set(change.properties.map(({ path }) => path))];
        return [
            effect(change, {
                subject: "other",
                level: "none",
                certain: harmless,
                fact: { kind: "otherChanged", noun, thing, paths, workload },
            }),
        ];
    }
    return [
        effect(change, {
            subject: "other",
            level: harmless ? "none" : "reconnect",
            certain: harmless,
            fact: { kind: "otherGone", noun, thing, ending, reasons: change.replaceReasons, harmless },
        }),
    ];
}
