import type { ResourceChange } from "../../changes/change";
import { isProviderType } from "../../monitor/urns";
import { type Context, effect, inputsOf, isCertain, within } from "../context";
import type { Effect } from "../review";
import { pathNames, textAt } from "../values";
import { listed } from "../wording";
import { OPERATED } from "./loadBalancer";

/** What everything else stands on: cluster, network, providers, namespaces, CRDs, disks. */

const CANNOT = { possible: false, sentence: "Cannot be undone: what is made anew starts empty." } as const;

export function cluster(change: ResourceChange, _context: Context): Effect[] {
    if (
        !/^alicloud:cs\/(managedKubernetes|kubernetes|edgeKubernetes|serverlessKubernetes):/.test(change.type)
    )
        return [];
    if (change.operation === "create") {
        return [tellCreated(change, "ACK cluster")];
    }
    if (change.operation !== "update") {
        if (change.retained) return [kept(change, "ACK cluster")];
        return [
            effect(change, {
                subject: "cluster",
                level: "data",
                what: `ACK cluster ${change.name} ${OPERATED[change.operation]}${because(change)}`,
                happens:
                    "Everything that runs in it goes: EMQX, its disks' claims, its load balancers. Every client is cut.",
                data: "All of EMQX's data and sessions.",
                back: CANNOT,
                advice: "Make the second cluster beside the first one, with another stack, and move the clients.",
                sources: ["replaced cluster"],
            }),
        ];
    }
    const fields = topLevel(change);
    const restarts = fields.some((field) =>
        ["version", "vswitchIds", "clusterSpec", "addons"].includes(field),
    );
    return [
        effect(change, {
            subject: "cluster",
            level: restarts ? "rolling" : "none",
            certain: isCertain(change.properties),
            what: `${listed(fields, 5)} of ACK cluster ${change.name}`,
            happens: restarts
                ? "The control plane restarts: for some minutes the API does not answer, and a pod that restarts meanwhile has to wait. EMQX's pods and their clients go on."
                : "EMQX's pods and their clients go on.",
            ...(fields.includes("version")
                ? { back: { possible: false, sentence: "Cannot be undone: Kubernetes versions only go up." } }
                : {}),
            sources: ["replaced cluster"],
        }),
    ];
}

export function network(change: ResourceChange, _context: Context): Effect[] {
    if (!/^alicloud:(vpc|ecs\/(eip|securityGroup)|nlb|slb|alb)/.test(change.type)) return [];
    const kind = change.type.split(":").at(-1) ?? "network";
    if (change.operation === "create") return [tellCreated(change, kind)];
    if (change.retained) return [kept(change, kind)];
    if (change.operation === "update") {
        return [
            effect(change, {
                subject: "network",
                level: /securityGroup|acl/i.test(change.type) ? "reconnect" : "none",
                certain: !/securityGroup|acl/i.test(change.type) && isCertain(change.properties),
                what: `${listed(topLevel(change), 5)} of ${kind} ${change.name}`,
                happens: /securityGroup|acl/i.test(change.type)
                    ? "Rules count at once, for connections that are open too: whom they let through is not known here."
                    : "Changed in place; connections stay.",
                sources: [],
            }),
        ];
    }
    const wayOut = /NatGateway|Snat|Eip/.test(kind);
    return [
        effect(change, {
            subject: "network",
            level: wayOut ? "none" : "reconnect",
            certain: wayOut || /LoadBalancer/.test(kind),
            what: `${kind} ${change.name} ${OPERATED[change.operation]}${because(change)}`,
            happens: wayOut
                ? "The way out is interrupted: images cannot be pulled meanwhile, so that pods that restart may wait. Clients inside the VPC do not notice."
                : "What is in it has to go first; as long as nodes or load balancers use it Alibaba Cloud refuses, and connections through it end with it.",
            sources: [],
        }),
    ];
}

/** Providers: for Kubernetes a replaced one replaces all that belongs to it. */
export function provider(change: ResourceChange, { changes }: Context): Effect[] {
    if (!isProviderType(change.type)) return [];
    if (change.operation !== "replace" && change.operation !== "delete") return [];
    const beneath = changes.changes.filter(
        (other) =>
            other.urn !== change.urn && (other.operation === "replace" || other.operation === "delete"),
    ).length;
    if (change.operation === "delete") {
        return [
            effect(change, {
                subject: "provider",
                level: "none",
                what: `provider ${change.name} removed`,
                happens: "What belonged to it is named by itself.",
                sources: [],
            }),
        ];
    }
    const kubernetes = change.type === "pulumi:providers:kubernetes";
    return [
        effect(change, {
            subject: "provider",
            level: "data",
            what: `provider ${change.name} replaced${because(change)}`,
            happens: kubernetes
                ? `Every Kubernetes object that belongs to it is made anew, as in another cluster${beneath > 0 ? ` (${beneath} resources here)` : ""}: EMQX, its Secrets, its Services.`
                : "Every resource that belongs to it is made anew, as in another account or region.",
            data: "All that the objects hold, EMQX's cluster included.",
            back: CANNOT,
            ...(kubernetes
                ? {
                      advice: "Set clusterIdentifier on the provider: then a kubeconfig may change without replacing anything.",
                  }
                : {}),
            sources: ["replaced provider"],
        }),
    ];
}

export function namespace(change: ResourceChange, context: Context): Effect[] {
    if (change.type !== "kubernetes:core/v1:Namespace") return [];
    const name = textAt(inputsOf(change), "metadata", "name") ?? change.name;
    if (change.operation === "create") return [];
    if (change.operation === "update") {
        return [
            effect(change, {
                subject: "namespace",
                level: "none",
                what: `labels or annotations of namespace ${name}`,
                happens: "Pods that run stay; Pod Security labels count for pods that are made from then on.",
                sources: [],
            }),
        ];
    }
    if (change.retained) return [kept(change, `namespace`)];
    const old = textAt(change.before?.inputs, "metadata", "name") ?? name;
    const emqx = context.clusters.some((c) => c.namespace === old || c.change?.before?.inputs === undefined);
    return [
        effect(change, {
            subject: "namespace",
            level: "data",
            what: `namespace ${old} ${OPERATED[change.operation]}${because(change)}`,
            happens: `Everything in it is deleted with it${emqx ? ": EMQX, its Secrets, the claims of its disks" : ""}.`,
            data: "All that is in the namespace, disks included unless their class keeps them.",
            back: CANNOT,
            advice: "Keep it (retainOnDelete) and take it out by hand when it is empty.",
            sources: ["namespace", "disks"],
        }),
    ];
}

const CRD = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

export function customResourceDefinition(change: ResourceChange, _context: Context): Effect[] {
    if (change.type !== CRD || change.operation === "create") return [];
    const name = textAt(inputsOf(change), "metadata", "name") ?? change.name;
    if (change.operation === "update") {
        return [
            effect(change, {
                subject: "CRDs",
                level: "none",
                what: `CRD ${name} changed`,
                happens:
                    "Objects stay as they are; what the new schema does not know is dropped at their next write.",
                ...(within(change, "spec", "versions").some(({ kind }) => kind === "delete")
                    ? {
                          advice: "Look at the versions that go: objects stored in one of them cannot be read any more.",
                      }
                    : {}),
                sources: ["CRD"],
            }),
        ];
    }
    if (change.retained) return [kept(change, `CRD ${name}`, true)];
    return [
        effect(change, {
            subject: "CRDs",
            level: "data",
            what: `CRD ${name} ${OPERATED[change.operation]}`,
            happens: `Every object of that kind is deleted with it, in every namespace${name.startsWith("emqxes.") ? ": all EMQX clusters of the Kubernetes cluster" : ""}.`,
            data: "Every object of that kind.",
            back: CANNOT,
            advice: "Keep it (retainOnDelete).",
            sources: ["CRD", "chart CRDs"],
        }),
    ];
}

export function disks(change: ResourceChange, _context: Context): Effect[] {
    if (change.type === "kubernetes:storage.k8s.io/v1:StorageClass") {
        if (change.operation === "create") return [];
        return [
            effect(change, {
                subject: "disks",
                level: "none",
                what: `StorageClass ${change.name} ${OPERATED[change.operation]}`,
                happens: "Disks that exist stay as they are; it counts for new claims.",
                sources: ["disks"],
            }),
        ];
    }
    const holds =
        /^kubernetes:core\/v1:Persistent/.test(change.type) ||
        /^alicloud:(ecs\/(disk|ecsDisk):|nas\/|oss\/bucket:|rds\/|polardb\/|kvstore\/|mongodb\/|redis\/|dbs\/)/.test(
            change.type,
        );
    if (!holds || (change.operation !== "delete" && change.operation !== "replace")) return [];
    if (change.retained) return [kept(change, "disk")];
    return [
        effect(change, {
            subject: "disks",
            level: "data",
            what: `${change.type.split(":").at(-1)} ${change.name} ${OPERATED[change.operation]}${because(change)}`,
            happens: "What is stored on it goes with it, unless its class or policy keeps it.",
            data: `The content of ${change.name}.`,
            back: CANNOT,
            sources: ["disks"],
        }),
    ];
}

function tellCreated(change: ResourceChange, kind: string): Effect {
    return effect(change, {
        subject: kind === "ACK cluster" ? "cluster" : "network",
        level: "none",
        what: `${kind} ${change.name} created`,
        happens: "Nothing runs in it yet.",
        sources: [],
    });
}

function kept(change: ResourceChange, kind: string, named = false): Effect {
    return effect(change, {
        subject: "other",
        level: "none",
        what: `${named ? kind : `${kind} ${change.name}`} ${change.operation === "replace" ? "replaced; the old one stays" : "leaves the stack"}`,
        happens: "It stays where it is (retainOnDelete), with all that is in it; this stack forgets it.",
        sources: [],
    });
}

function because({ replaceReasons }: ResourceChange): string {
    return replaceReasons.length > 0 ? ` because of ${listed(replaceReasons)}` : "";
}

function topLevel(change: ResourceChange): string[] {
    return [...new Set(change.properties.map(({ path }) => pathNames(path)[0] ?? ""))];
}
