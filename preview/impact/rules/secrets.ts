import { LICENSE_VARIABLE } from "../../../provider/emqx/config/variables";
import { type SecretNames, secretNames } from "../../../provider/emqx/secrets/secretNames";
import type { ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import type { Origin } from "../facts/secrets";
import type { Cluster } from "./clusters";
import { type Context, effect, endingOf, inputsOf, isCertain } from "./context";
import { isGeneratedAnew, originOf } from "./generated";
import { pathNames, textAt } from "./values";

/** Seconds until the kubelet has written a changed license, and EMQX has read it. */
const LICENSE_SECONDS = 180;

/** Seconds until the kubelet has written a changed file. */
const FILES_SECONDS = 120;

/** Secrets of an EMQX cluster, by the names that the operator and EmqxCluster give them, and others. */
export function secret(change: ResourceChange, context: Context): Effect[] {
    // What is taken away is judged by where it was.
    const inputs = change.before?.inputs ?? inputsOf(change);
    const name = textAt(inputs, "metadata", "name") ?? change.name;
    const contentChanged = change.properties.some(({ path }) => /^(stringData|data)\b/.test(path));
    if (change.operation === "create" || (change.operation === "update" && !contentChanged)) return [];
    const owners = context.clusters.filter(
        (cluster) =>
            Object.values(secretNames(cluster.name)).includes(name) &&
            sharesNamespace(cluster, textAt(inputs, "metadata", "namespace")),
    );
    const cluster = owners.find((c) => c.change?.operation !== "create") ?? owners[0];
    if (cluster === undefined) return [otherSecret(change, name)];
    // A cluster that goes or comes as a whole says it for its Secrets.
    if (cluster.change !== undefined && endingOf(cluster.change.operation) !== undefined) return [];
    return ofCluster(change, cluster, name, secretNames(cluster.name), context);
}

function sharesNamespace(cluster: Cluster, namespace: string | undefined): boolean {
    return namespace === undefined || cluster.namespace === undefined || namespace === cluster.namespace;
}

function ofCluster(
    change: ResourceChange,
    cluster: Cluster,
    name: string,
    names: SecretNames,
    context: Context,
): Effect[] {
    // What it is generated from says more.
    const origin = originOf(change);
    if (isGeneratedAnew(change, context) && (name === names.nodeCookie || name === names.bootstrapApiKey)) {
        return [];
    }
    switch (name) {
        case names.nodeCookie:
            return [cookie(change, cluster, origin)];
        case names.license:
            return license(change, cluster);
        case names.files:
            return [files(change)];
        case names.dashboard:
            return [dashboard(change, name, origin)];
        default:
            return [bootSecret(change, cluster, name === names.bootstrapApiKey, context, origin)];
    }
}

function cookie(change: ResourceChange, { name }: Cluster, origin: Origin | undefined): Effect {
    const gone = change.operation === "delete";
    return effect(change, {
        subject: "cookie",
        level: "data",
        fact: { kind: "cookieSecret", thing: { name }, gone, ...(origin ? { origin } : {}) },
    });
}

function dashboard(change: ResourceChange, secretName: string, origin: Origin | undefined): Effect {
    return effect(change, {
        subject: "password",
        level: "none",
        fact: { kind: "dashboardPassword", secret: secretName, ...(origin ? { origin } : {}) },
    });
}

function license(change: ResourceChange, cluster: Cluster): Effect[] {
    if (change.operation === "update") {
        const fact = { kind: "licenseSecret" } as const;
        return [effect(change, { subject: "license", level: "reload", fact, seconds: LICENSE_SECONDS })];
    }
    // Where no node reads it any more, the EMQX object's own change says what that means.
    if (!cluster.after?.environment.core.has(LICENSE_VARIABLE)) return [];
    return [effect(change, { subject: "license", level: "reconnect", fact: { kind: "licenseSecretGone" } })];
}

/** Mounted as a directory: running nodes see what comes, changes and goes in it. */
function files(change: ResourceChange): Effect {
    const gone = change.operation === "delete";
    const of = (kind: string) => [
        ...new Set(
            change.properties
                .filter((property) => property.kind === kind && /^(stringData|data)\b/.test(property.path))
                .flatMap(({ path }) => pathNames(path)[1] ?? []),
        ),
    ];
    return effect(change, {
        subject: "secret",
        level: gone ? "none" : "reload",
        certain: gone || isCertain(change.properties),
        fact: { kind: "secretFiles", added: of("add"), changed: of("update"), removed: of("delete"), gone },
        ...(gone ? {} : { seconds: FILES_SECONDS }),
    });
}

function bootSecret(
    change: ResourceChange,
    cluster: Cluster,
    isKeys: boolean,
    context: Context,
    origin: Origin | undefined,
): Effect {
    const from = origin ? { origin } : {};
    const holds = isKeys ? "api keys" : "environment";
    const rollout = context.rollouts.get(cluster.urn);
    const { line } = cluster;
    if (cluster.ours && !isKeys && rollout !== undefined && change.operation === "update") {
        return effect(change, {
            subject: holds,
            level: rollout.level,
            certain: rollout.certain,
            fact: { kind: "bootSecret", holds, restarts: true, ...from },
            rollout: rollout.urn,
            seconds: rollout.seconds,
            line,
        });
    }
    return effect(change, {
        subject: holds,
        // The operator's own key is among them, and comes from elsewhere now.
        level: isKeys && origin !== undefined ? "reconnect" : "none",
        certain: cluster.ours && isKeys,
        fact: { kind: "bootSecret", holds, restarts: false, ...from },
        line,
    });
}

/** What it holds is not known here; certificates of listeners are the usual case. */
function otherSecret(change: ResourceChange, name: string): Effect {
    const tls = textAt(inputsOf(change), "type") === "kubernetes.io/tls";
    const subject = tls ? "certificate" : "secret";
    const ending = endingOf(change.operation);
    const thing = { name };
    return ending === undefined
        ? effect(change, {
              subject,
              level: "reload",
              certain: isCertain(change.properties),
              fact: { kind: "secretChanged", thing, tls },
          })
        : effect(change, {
              subject,
              level: "reconnect",
              certain: false,
              fact: { kind: "secretGone", thing, ending },
          });
}
