import type { ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import type { Ending } from "../facts/thing";
import { type Context, effect, endingOf, inputsOf, isCertain, nounOf, topLevel, within } from "./context";
import { anythingElse } from "./others";
import { textAt } from "./values";

/** What everything else stands on: cluster, network, providers, namespaces, CRDs, disks. */

/** Properties of an ACK cluster that restart its control plane. */
const RESTARTS = ["version", "vswitchIds", "clusterSpec", "addons"];

export function ackCluster(change: ResourceChange): Effect[] {
    const thing = { name: change.name };
    const noun = "ACK cluster";
    const ending = endingOf(change.operation);
    if (change.operation === "create") {
        const fact = { kind: "foundationCreated", noun, thing } as const;
        return [effect(change, { subject: "cluster", level: "none", fact })];
    }
    if (ending !== undefined) {
        if (change.retained) return [kept(change, noun, change.name, ending)];
        const fact = { kind: "ackClusterGone", thing, ending, reasons: change.replaceReasons } as const;
        return [effect(change, { subject: "cluster", level: "data", fact })];
    }
    const fields = topLevel(change);
    const restarts = fields.some((field) => RESTARTS.includes(field));
    return [
        effect(change, {
            subject: "cluster",
            level: restarts ? "rolling" : "none",
            certain: isCertain(change.properties),
            fact: { kind: "ackClusterChanged", thing, fields, restarts, version: fields.includes("version") },
        }),
    ];
}

export function network(change: ResourceChange, { changes }: Context): Effect[] {
    const noun = nounOf(change);
    const thing = { name: change.name };
    const ending = endingOf(change.operation);
    if (change.operation === "create") {
        const fact = { kind: "foundationCreated", noun, thing } as const;
        return [effect(change, { subject: "network", level: "none", fact })];
    }
    if (change.retained) return [kept(change, noun, change.name, ending ?? "delete")];
    if (ending === undefined) {
        const rules = /securityGroup|acl/i.test(change.type);
        return [
            effect(change, {
                subject: "network",
                level: rules ? "reconnect" : "none",
                certain: !rules && isCertain(change.properties),
                fact: { kind: "networkChanged", noun, thing, fields: topLevel(change), rules },
            }),
        ];
    }
    const wayOut = /NatGateway|Snat|Eip/.test(noun);
    const zone = textAt(change.before?.inputs, "zoneId");
    const whole = ({ type, operation }: ResourceChange) =>
        /vpc\/network:|cs\/managedKubernetes:/.test(type) && endingOf(operation) !== undefined;
    return [
        effect(change, {
            subject: "network",
            level: wayOut ? "none" : "reconnect",
            certain: wayOut || /LoadBalancer/.test(noun),
            fact: {
                kind: "networkGone",
                noun,
                thing,
                ending,
                reasons: change.replaceReasons,
                wayOut,
                ...(noun === "Switch" ? { vswitch: zone === undefined ? {} : { zone } } : {}),
                partly: !changes.changes.some(whole),
            },
        }),
    ];
}

/** Providers: for Kubernetes a replaced one replaces all that belongs to it. */
export function provider(change: ResourceChange, { changes }: Context): Effect[] {
    const ending = endingOf(change.operation);
    const thing = { name: change.name };
    if (ending === undefined) return [];
    if (ending === "delete") {
        return [
            effect(change, { subject: "provider", level: "none", fact: { kind: "providerRemoved", thing } }),
        ];
    }
    const others = changes.changes.filter(
        ({ urn, operation }) => urn !== change.urn && endingOf(operation) !== undefined,
    ).length;
    return [
        effect(change, {
            subject: "provider",
            level: "data",
            fact: {
                kind: "providerReplaced",
                thing,
                reasons: change.replaceReasons,
                kubernetes: change.type === "pulumi:providers:kubernetes",
                others,
            },
        }),
    ];
}

export function namespace(change: ResourceChange, context: Context): Effect[] {
    const name = textAt(inputsOf(change), "metadata", "name") ?? change.name;
    const ending = endingOf(change.operation);
    if (change.operation === "create") return [];
    if (ending === undefined) {
        const fact = { kind: "namespaceChanged", thing: { name } } as const;
        return [effect(change, { subject: "namespace", level: "none", fact })];
    }
    if (change.retained) return [kept(change, "namespace", change.name, ending)];
    const old = textAt(change.before?.inputs, "metadata", "name") ?? name;
    const emqx = context.clusters.some((c) => c.namespace === old || c.change?.before?.inputs === undefined);
    const fact = {
        kind: "namespaceGone",
        thing: { name: old },
        ending,
        reasons: change.replaceReasons,
        emqx,
    } as const;
    return [effect(change, { subject: "namespace", level: "data", fact })];
}

export function customResourceDefinition(change: ResourceChange): Effect[] {
    const name = textAt(inputsOf(change), "metadata", "name") ?? change.name;
    const thing = { name };
    const ending = endingOf(change.operation);
    if (change.operation === "create") return [];
    if (ending === undefined) {
        const versionsGo = within(change, "spec", "versions").some(({ kind }) => kind === "delete");
        const fact = { kind: "crdChanged", thing, versionsGo } as const;
        return [effect(change, { subject: "CRDs", level: "none", fact })];
    }
    if (change.retained) return [kept(change, "CRD", name, ending)];
    const fact = { kind: "crdGone", thing, ending, emqx: name.startsWith("emqxes.") } as const;
    return [effect(change, { subject: "CRDs", level: "data", fact })];
}

export function storageClass(change: ResourceChange): Effect[] {
    const { operation, name } = change;
    if (operation === "create") return [];
    const fact = { kind: "storageClass", thing: { name }, operation } as const;
    return [effect(change, { subject: "disks", level: "none", fact })];
}

/** Claims, disks, buckets and databases. */
export function disk(change: ResourceChange, context: Context): Effect[] {
    const ending = endingOf(change.operation);
    if (ending === undefined) return anythingElse(change, context);
    if (change.retained) return [kept(change, "disk", change.name, ending)];
    return [
        effect(change, {
            subject: "disks",
            level: "data",
            fact: {
                kind: "diskGone",
                noun: nounOf(change),
                thing: { name: change.name },
                ending,
                reasons: change.replaceReasons,
            },
        }),
    ];
}

function kept(change: ResourceChange, noun: string, name: string, ending: Ending): Effect {
    const fact = { kind: "foundationKept", noun, thing: { name }, ending } as const;
    return effect(change, { subject: "other", level: "none", fact });
}
