import { secretNames } from "../../../provider/emqx/secrets/secretNames";
import type { ResourceChange } from "../../changes/change";
import type { Cluster } from "../clusters";
import { type Context, effect, inputsOf, isCertain } from "../context";
import type { Effect } from "../review";
import { textAt } from "../values";
import { counted } from "../wording";
import { ONCE_MORE } from "./emqxCase";

const SECRET = "kubernetes:core/v1:Secret";
const PASSWORD = "random:index/randomPassword:RandomPassword";

/** Secrets of an EMQX cluster, by the names that the operator and EmqxCluster give them, and others. */
export function secrets(change: ResourceChange, context: Context): Effect[] {
    if (change.type === PASSWORD) return randomPassword(change, context);
    if (change.type !== SECRET) return [];
    // What is taken away is judged by where it was.
    const inputs = change.before?.inputs ?? inputsOf(change);
    const name = textAt(inputs, "metadata", "name") ?? change.name;
    const namespace = textAt(inputs, "metadata", "namespace");
    const owners = context.clusters.filter(
        (c) =>
            Object.values(secretNames(c.name)).includes(name) &&
            (namespace === undefined || c.namespace === undefined || namespace === c.namespace),
    );
    const cluster = owners.find((c) => c.change?.operation !== "create") ?? owners[0];
    const contentChanged = change.properties.some(({ path }) => /^(stringData|data)\b/.test(path));
    if (change.operation === "create" || (change.operation === "update" && !contentChanged)) return [];
    const certain = change.operation !== "update" || isCertain(change.properties);
    if (cluster === undefined) return [otherSecret(change, name, certain)];
    // A cluster that goes or comes as a whole says it for its Secrets.
    if (cluster.change?.operation === "delete" || cluster.change?.operation === "replace") return [];
    const names = secretNames(cluster.name);
    // What it is generated from says more.
    const generated = context.changes.changes.some(
        (other) =>
            other.type === PASSWORD &&
            (other.operation === "replace" || other.operation === "delete") &&
            (change.after ?? change.before)?.dependencies.includes(other.urn),
    );
    if (generated && (name === names.nodeCookie || name === names.bootstrapApiKey)) return [];
    if (name === names.nodeCookie) return [cookie(change, cluster)];
    if (name === names.license) return license(change, cluster);
    if (name === names.dashboard) return [dashboard(change)];
    return [bootSecret(change, cluster, name === names.bootstrapApiKey, context)];
}

function cookie(change: ResourceChange, cluster: Cluster): Effect {
    const gone = change.operation === "delete";
    return effect(change, {
        subject: "cookie",
        level: "data",
        what: `Erlang cookie of ${cluster.name} ${gone ? "deleted" : "changed"}`,
        happens: `Running nodes keep the old cookie; every node that starts from then on has ${gone ? "another" : "the new"} one and cannot join them. A rollout stands still, or new cores start with an empty database.`,
        data: "The cores' database: new cores cannot copy it from the running ones.",
        back: {
            possible: true,
            sentence:
                "Revert the commit before any node restarts; a cookie that was generated anew is not brought back.",
        },
        advice: "Leave the cookie alone for the life of the cluster; for another one make a second cluster.",
        sources: ["cookie"],
    });
}

function license(change: ResourceChange, cluster: Cluster): Effect[] {
    if (change.operation !== "update") {
        // Where no node reads it any more, the EMQX object's own change says what that means.
        if (!cluster.after?.environment.core.has("EMQX_LICENSE__KEY")) return [];
        return [
            effect(change, {
                subject: "license",
                level: "reconnect",
                what: "EMQX license Secret removed or replaced",
                happens:
                    "Pods that start without it stay pending, or run on the trial license of 25 connections.",
                sources: ["license", "trial license"],
            }),
        ];
    }
    return [
        effect(change, {
            subject: "license",
            level: "reload",
            what: "EMQX license",
            happens: "The nodes read it again by themselves; no pod restarts and no client notices.",
            duration: {
                seconds: 180,
                arithmetic:
                    "1 min until the kubelet has written the file + 2 min until EMQX reads it = 3 min at the most",
            },
            back: {
                possible: true,
                sentence: "Revert the commit: the old license is read within 3 minutes.",
            },
            sources: ["license"],
        }),
    ];
}

function dashboard(change: ResourceChange): Effect {
    return effect(change, {
        subject: "password",
        level: "none",
        what: "dashboard password",
        happens:
            "Nothing changes in the running cluster: EMQX takes this password when its database is made, and keeps the one it has.",
        advice: "Change it in the dashboard too, or by emqx ctl admins passwd on a core, so that Secret and cluster agree.",
        sources: ["password"],
    });
}

function bootSecret(change: ResourceChange, cluster: Cluster, isKeys: boolean, context: Context): Effect {
    const what = isKeys ? "API keys of EMQX" : "secret environment of EMQX";
    const subject = isKeys ? "api keys" : "environment";
    const rollout = context.rollouts.get(cluster.urn);
    if (cluster.ours && rollout !== undefined && change.operation === "update") {
        return effect(change, {
            subject,
            level: rollout.level,
            certain: rollout.certain,
            rollout: rollout.urn,
            back: ONCE_MORE,
            ...(rollout.duration ? { duration: rollout.duration } : {}),
            what,
            happens:
                "EMQX reads them at boot only, so every pod is made anew, blue-green: cores first, then replicants.",
            sources: ["api keys", "blue-green"],
        });
    }
    return effect(change, {
        subject,
        level: "none",
        certain: false,
        what,
        happens: "Running nodes do not read it again: it counts from their next restart on.",
        advice: "Restart the nodes by an annotation of the pod templates when it is to count now.",
        sources: ["api keys"],
    });
}

/** What it holds is not known here; certificates of listeners are the usual case. */
function otherSecret(change: ResourceChange, name: string, certain: boolean): Effect {
    const tls = textAt(inputsOf(change), "type") === "kubernetes.io/tls";
    if (change.operation === "update") {
        return effect(change, {
            subject: tls ? "certificate" : "secret",
            level: "reload",
            certain,
            what: tls ? `certificate ${name}` : `Secret ${name}`,
            happens: tls
                ? "EMQX reads mounted certificates again within two minutes; connections that are open stay."
                : "Mounted files follow within a minute; what a pod read at its start stays until it restarts.",
            sources: tls ? ["certificate"] : [],
        });
    }
    return effect(change, {
        subject: tls ? "certificate" : "secret",
        level: "reconnect",
        certain: false,
        what: `Secret ${name} ${change.operation === "delete" ? "deleted" : "replaced"}`,
        happens: "Pods that run keep what they have; one that starts while it is missing waits for it.",
        sources: [],
    });
}

/** Generated secrets: another length is another secret. */
function randomPassword(change: ResourceChange, context: Context): Effect[] {
    if (change.operation !== "replace" && change.operation !== "delete") return [];
    const users = [...context.changes.after.values(), ...context.changes.before.values()].filter(
        ({ type, side }) => type === SECRET && side.dependencies.includes(change.urn),
    );
    const cookieName = /node-?cookie$|^cookie$/.test(change.name);
    const operatorKey = /operator-api-key$/.test(change.name);
    if (change.operation === "delete" && !isSupplanted(change, context)) {
        return [
            effect(change, {
                subject: "secret",
                level: "none",
                what: `generated secret ${change.name} forgotten`,
                happens: "Nothing reads it any more in this program.",
                back: { possible: false, sentence: "Cannot be undone: generated anew it is another secret." },
                sources: [],
            }),
        ];
    }
    if (cookieName) {
        return [
            effect(change, {
                subject: "cookie",
                level: "data",
                what: `Erlang cookie ${change.name} generated anew`,
                happens:
                    "Running nodes keep the old cookie; nodes that start from then on cannot join them. A rollout stands still, or new cores start with an empty database.",
                data: "The cores' database: new cores cannot copy it from the running ones.",
                back: {
                    possible: false,
                    sentence: "Cannot be undone by reverting: that generates a third one.",
                },
                advice: "Leave its length and character classes as they are.",
                sources: ["cookie"],
            }),
        ];
    }
    if (operatorKey) {
        return [
            effect(change, {
                subject: "api keys",
                level: "reconnect",
                what: `the operator's API key ${change.name} generated anew`,
                happens:
                    "The running nodes know the old key only: the operator cannot ask them any more and takes them out of service, until they restart.",
                back: {
                    possible: false,
                    sentence: "Cannot be undone by reverting: that generates a third one.",
                },
                advice: "Leave its length and character classes as they are.",
                sources: ["api keys"],
            }),
        ];
    }
    return [
        effect(change, {
            subject: "secret",
            level: "none",
            what: `generated secret ${change.name} generated anew`,
            happens: `${users.length > 0 ? `${counted(users.length, "Secret")} of the stack ${users.length === 1 ? "takes" : "take"} the new one.` : "What reads it gets the new one."} EMQX keeps the dashboard password that it has.`,
            back: { possible: false, sentence: "Cannot be undone by reverting: that generates a third one." },
            sources: ["password"],
        }),
    ];
}

/** What it was in lives on in the stack with another one: a renamed password is a new password. */
function isSupplanted({ urn }: ResourceChange, { changes }: Context): boolean {
    return [...changes.before.values()].some(
        (old) =>
            old.type === SECRET &&
            old.side.dependencies.includes(urn) &&
            changes.after.get(old.urn)?.side.dependencies.includes(urn) === false,
    );
}
