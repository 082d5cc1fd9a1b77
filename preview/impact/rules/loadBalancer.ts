import type { PropertyChange, ResourceChange } from "../../changes/change";
import { DASHBOARD_PORT, drainSecondsOf } from "../clusters";
import { type Context, effect, inputsOf, isCertain, within } from "../context";
import { type Level, worst } from "../level";
import type { Effect } from "../review";
import { listAt, numberAt, pathNames, textAt } from "../values";
import { capital, listed } from "../wording";
import { annotationEffect } from "./loadBalancerAnnotations";

/** Minutes that the cloud controller manager takes for a load balancer, as a limit. Source: docs/upgrading.md. */
export const LOAD_BALANCER_SECONDS = 180;

/** Services, with a load balancer or without. */
export function service(change: ResourceChange, _context: Context): Effect[] {
    if (change.type !== "kubernetes:core/v1:Service") return [];
    const balanced = [change.before, change.after].some(
        (side) => textAt(side?.inputs, "spec", "type") === "LoadBalancer",
    );
    const toEmqx = /"apps\.emqx\.io\//.test(JSON.stringify(inputsOf(change).spec ?? {}));
    if (!balanced && !toEmqx) return plainService(change);
    const who = dashboardOnly(change) ? "users of the dashboard and the API" : "clients";
    const name = textAt(inputsOf(change), "metadata", "name") ?? change.name;
    const kind = balanced ? "load balancer" : "Service";
    switch (change.operation) {
        case "create":
            return [
                effect(change, {
                    subject: "load balancer",
                    level: "none",
                    what: `${kind} ${name} created`,
                    happens: balanced
                        ? "A new load balancer with an address of its own; nobody uses it yet."
                        : "Nobody uses it yet.",
                    ...(balanced ? { duration: MINUTES } : {}),
                    sources: ["load balancer kind"],
                }),
            ];
        case "delete":
        case "replace":
            return [gone(change, kind, name, who, balanced)];
        case "update":
            return updated(change, kind, name, who);
    }
}

const MINUTES = {
    seconds: LOAD_BALANCER_SECONDS,
    arithmetic: "about 3 min until the load balancer is there",
};

/** Nothing of EMQX is behind it. */
function plainService(change: ResourceChange): Effect[] {
    if (change.operation === "create") return [];
    return [
        effect(change, {
            subject: "other",
            level: "none",
            what: `Service ${change.name} ${OPERATED[change.operation]}`,
            happens: "It leads to no pod of EMQX.",
            sources: [],
        }),
    ];
}

export const OPERATED = {
    create: "created",
    update: "changed",
    replace: "replaced",
    delete: "deleted",
} as const;

function dashboardOnly(change: ResourceChange): boolean {
    const ports = listAt(inputsOf(change), "spec", "ports").map((port) => numberAt(port, "port"));
    return ports.length > 0 && ports.every((port) => port === DASHBOARD_PORT);
}

function gone(change: ResourceChange, kind: string, name: string, who: string, balanced: boolean): Effect {
    const replaced = change.operation === "replace";
    const because =
        replaced && change.replaceReasons.length > 0 ? ` because of ${listed(change.replaceReasons)}` : "";
    const preserved =
        textAt(
            change.before?.inputs,
            "metadata",
            "annotations",
            "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-preserve-lb-on-delete",
        ) === "true";
    const kept = change.retained === true;
    return effect(change, {
        subject: "load balancer",
        level: kept ? "none" : dashboardOnly(change) ? "reload" : "reconnect",
        what: `${kind} ${name} ${replaced ? "replaced" : "deleted"}${because}`,
        happens: kept
            ? "It stays in the cluster; this stack forgets it."
            : `${replaced && !change.deleteBeforeReplace ? "A new one is made first. " : ""}${capital(who)} that came through it are cut${balanced ? " and have to know another address" : ""}.${preserved ? " Its annotation keeps the load balancer itself in the account." : ""}`,
        ...(balanced && !kept ? { duration: MINUTES } : {}),
        back: balanced
            ? {
                  possible: false,
                  sentence: "Cannot be undone: reverting makes a load balancer with yet another address.",
              }
            : { possible: true, sentence: "Revert the commit: the Service is made anew." },
        ...(balanced && !kept
            ? {
                  advice: "Let both stand side by side for a while: move DNS to the new address first, take the old one away later.",
              }
            : {}),
        sources: ["load balancer kind"],
    });
}

function updated(change: ResourceChange, kind: string, name: string, who: string): Effect[] {
    const annotations = within(change, "metadata", "annotations");
    const spec = within(change, "spec");
    const effects: Effect[] = [];
    if (annotations.length > 0) effects.push(annotated(change, annotations, kind, name, who));
    const ports = spec.filter(({ path }) => pathNames(path)[1] === "ports");
    if (ports.length > 0) effects.push(portsChanged(change, ports, kind, name, who));
    const rest = spec.filter((property) => !ports.includes(property));
    if (rest.length > 0) {
        const fields = [...new Set(rest.map(({ path }) => pathNames(path)[1] ?? "spec"))];
        const harmless = fields.every(
            (field) => field === "loadBalancerSourceRanges" || field === "sessionAffinity",
        );
        effects.push(
            effect(change, {
                subject: "load balancer",
                level: harmless ? "reload" : "reconnect",
                certain: isCertain(rest),
                properties: rest.map(({ path }) => path),
                what: `${listed(fields)} of ${kind} ${name}`,
                happens: harmless
                    ? "Counts for new connections."
                    : `The pods behind it change: connections of ${who} to the old ones live on for ${drainSecondsOf(change.before?.inputs ?? {})} s at the most, then they are cut.`,
                sources: ["drain"],
            }),
        );
    }
    if (effects.length > 0) return effects;
    return [
        effect(change, {
            subject: "load balancer",
            level: "none",
            what: `labels of ${kind} ${name}`,
            happens: "No connection goes by them.",
            sources: [],
        }),
    ];
}

function annotated(
    change: ResourceChange,
    annotations: readonly PropertyChange[],
    kind: string,
    name: string,
    who: string,
): Effect {
    const told = annotations.map((property) =>
        annotationEffect(pathNames(property.path)[2] ?? "", property, change, who),
    );
    return effect(change, {
        subject: "load balancer",
        level: worst(told.map(({ level }) => level)),
        certain: isCertain(annotations) && told.every(({ certain }) => certain),
        properties: annotations.map(({ path }) => path),
        what: `${listed(told.map(({ short }) => short))} of ${kind} ${name}`,
        happens: [...new Set(told.map(({ happens }) => happens))].join(" "),
        sources: ["load balancer settings", "drain"],
    });
}

function portsChanged(
    change: ResourceChange,
    ports: readonly PropertyChange[],
    kind: string,
    name: string,
    who: string,
): Effect {
    const numbers = (side: "before" | "after") =>
        listAt(change[side]?.inputs, "spec", "ports").flatMap((port) => numberAt(port, "port") ?? []);
    const [old, young] = [numbers("before"), numbers("after")];
    const added = young.filter((port) => !old.includes(port));
    const removed = old.filter((port) => !young.includes(port));
    const targets = ports.some(({ path }) => path.endsWith("targetPort"));
    const level: Level =
        removed.length > 0 ? "reconnect" : targets && added.length === 0 ? "reconnect" : "none";
    const what = [
        ...(added.length > 0 ? [`port ${listed(added.map(String))} added`] : []),
        ...(removed.length > 0 ? [`port ${listed(removed.map(String))} removed`] : []),
    ];
    return effect(change, {
        subject: "load balancer",
        level,
        certain: isCertain(ports),
        properties: ports.map(({ path }) => path),
        what: `${what.length > 0 ? what.join(", ") : "ports"} of ${kind} ${name}`,
        happens:
            removed.length > 0
                ? `Connections of ${who} through ${listed(removed.map(String))} are closed, and nobody comes in there any more.`
                : level === "reconnect"
                  ? `The port leads to another port of the pods: connections of ${who} through it are closed.`
                  : "Connections that are open stay.",
        sources: ["load balancer settings"],
    });
}
