import { PREFIX } from "../../../provider/loadBalancer/annotationNames";
import { isOperatorLabel } from "../../../provider/naming/labels";
import { DASHBOARD_PORT } from "../../../provider/naming/ports";
import type { PropertyChange, ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import { LEVELS, type Level, worst } from "../facts/level";
import type { Users } from "../facts/loadBalancer";
import type { ServicePort, Thing } from "../facts/thing";
import { clusterBehind, drainSecondsOf, isInFrontOf } from "./clusters";
import { type Context, effect, inputsOf, isCertain, within } from "./context";
import { annotationFact, annotationValues, levelOfAnnotation } from "./loadBalancerAnnotations";
import { SERVICE } from "./types";
import { listAt, numberAt, objectAt, pathNames, textAt } from "./values";

/** Seconds that the cloud controller manager takes for a load balancer, as a limit. Source: docs/upgrading.md. */
const LOAD_BALANCER_SECONDS = 180;

/** Fields of a Service that change no pod behind it. */
const SAME_PODS = ["loadBalancerSourceRanges", "sessionAffinity"];

/** What is told of a Service, whatever happens to it. */
interface OfService {
    readonly thing: Thing;
    readonly balanced: boolean;
    readonly users: Users;
}

/** Services, with a load balancer or without. */
export function service(change: ResourceChange, context: Context): Effect[] {
    const balanced = [change.before, change.after].some(
        (side) => textAt(side?.inputs, "spec", "type") === "LoadBalancer",
    );
    if (!balanced && !leadsToEmqx(change)) return elsewhere(change);
    const name = textAt(inputsOf(change), "metadata", "name") ?? change.name;
    // The side before: whoever comes through it is on that cluster.
    const behind = clusterBehind(change.before?.inputs ?? inputsOf(change));
    const of: OfService = { thing: { name, behind }, balanced, users: usersOf(change) };
    switch (change.operation) {
        case "create":
            return [
                effect(change, {
                    subject: "load balancer",
                    level: "none",
                    fact: { kind: "serviceCreated", thing: of.thing, balanced },
                    ...(balanced ? { seconds: LOAD_BALANCER_SECONDS } : {}),
                }),
            ];
        case "delete":
        case "replace":
            return [gone(change, change.operation, of, context)];
        case "update":
            return updated(change, of);
    }
}

function leadsToEmqx(change: ResourceChange): boolean {
    const selector = objectAt(inputsOf(change), "spec", "selector") ?? {};
    return Object.keys(selector).some(isOperatorLabel);
}

/** Nothing of EMQX is behind it. */
function elsewhere(change: ResourceChange): Effect[] {
    const { name, operation } = change;
    if (operation === "create") return [];
    const fact = { kind: "serviceElsewhere", thing: { name }, operation } as const;
    return [effect(change, { subject: "other", level: "none", fact })];
}

function usersOf(change: ResourceChange): Users {
    const ports = portsOf(inputsOf(change));
    return ports.length > 0 && ports.every(({ port }) => port === DASHBOARD_PORT) ? "dashboard" : "clients";
}

function portsOf(inputs: Parameters<typeof listAt>[0]): ServicePort[] {
    return listAt(inputs, "spec", "ports").flatMap((given) => {
        const port = numberAt(given, "port");
        const target = numberAt(given, "targetPort") ?? textAt(given, "targetPort");
        const name = textAt(given, "name");
        if (port === undefined) return [];
        return [{ ...(name ? { name } : {}), port, ...(target === undefined ? {} : { target }) }];
    });
}

/** The package writes the kind of a load balancer into its Service's name. */
function otherKindOf({ name }: Thing, { changes }: Context): { from: string; to: string } | undefined {
    const [, stem, from] = /^(.*-)(nlb|clb)$/.exec(name) ?? [];
    const to = from === "nlb" ? "clb" : "nlb";
    const comes = changes.changes.some(
        ({ type, operation, after }) =>
            type === SERVICE &&
            operation === "create" &&
            textAt(after?.inputs, "metadata", "name") === `${stem}${to}`,
    );
    return from !== undefined && comes ? { from: capital(from), to: capital(to) } : undefined;
}

function capital(kind: string): string {
    return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function gone(change: ResourceChange, ending: "replace" | "delete", of: OfService, context: Context): Effect {
    const otherKind = otherKindOf(of.thing, context);
    const connections = connectionsBehind(of.thing, context);
    const preserved = `${PREFIX}preserve-lb-on-delete`;
    const kept = change.retained === true;
    return effect(change, {
        subject: "load balancer",
        level: kept ? "none" : of.users === "dashboard" ? "reload" : "reconnect",
        fact: {
            kind: "serviceGone",
            ...of,
            thing: { ...of.thing, ports: portsOf(change.before?.inputs) },
            ending,
            oldFirst: change.deleteBeforeReplace,
            reasons: change.replaceReasons,
            preserved: textAt(change.before?.inputs, "metadata", "annotations", preserved) === "true",
            kept,
            ...(connections === undefined ? {} : { connections }),
            ...(otherKind === undefined ? {} : { otherKind }),
        },
        ...(of.balanced && !kept ? { seconds: LOAD_BALANCER_SECONDS } : {}),
    });
}

/** How many clients its cluster was made for. */
function connectionsBehind({ behind }: Thing, { clusters }: Context): number | undefined {
    return clusters.find((cluster) => isInFrontOf(behind, cluster))?.connections;
}

function updated(change: ResourceChange, of: OfService): Effect[] {
    const annotations = within(change, "metadata", "annotations");
    const spec = within(change, "spec");
    const ports = spec.filter(({ path }) => pathNames(path)[1] === "ports");
    const rest = spec.filter((property) => !ports.includes(property));
    const effects = [
        ...(annotations.length > 0 ? [annotated(change, annotations, of)] : []),
        ...(ports.length > 0 ? [portsChanged(change, ports, of)] : []),
        ...(rest.length > 0 ? [specChanged(change, rest, of)] : []),
    ];
    if (effects.length > 0) return effects;
    const fact = { kind: "serviceLabels", thing: of.thing, balanced: of.balanced } as const;
    return [effect(change, { subject: "load balancer", level: "none", fact })];
}

function annotated(change: ResourceChange, annotations: readonly PropertyChange[], of: OfService): Effect {
    const found = annotations.map((property) => ({
        property,
        fact: annotationFact(pathNames(property.path)[2] ?? "", property, change),
    }));
    const values = found.map(({ property, fact }) => annotationValues(fact.name, property));
    const facts = found
        .map(({ fact }) => fact)
        .sort((a, b) => LEVELS.indexOf(levelOfAnnotation(b)) - LEVELS.indexOf(levelOfAnnotation(a)));
    return effect(change, {
        subject: "load balancer",
        level: worst(facts.map(levelOfAnnotation)),
        certain: isCertain(annotations) && facts.every(({ does }) => does !== "notKnown"),
        properties: annotations.map(({ path }) => path),
        fact: { kind: "serviceAnnotations", ...of, annotations: facts, values },
    });
}

function portsChanged(change: ResourceChange, ports: readonly PropertyChange[], of: OfService): Effect {
    const [old, wanted] = [portsOf(change.before?.inputs), portsOf(change.after?.inputs)];
    const only = (these: readonly ServicePort[], others: readonly ServicePort[]) =>
        these.filter(({ port }) => !others.some((other) => other.port === port));
    const [added, removed] = [only(wanted, old), only(old, wanted)];
    const targets = ports.some(({ path }) => path.endsWith("targetPort"));
    const retargeted = targets && added.length === 0 && removed.length === 0;
    const level: Level = removed.length > 0 || retargeted ? "reconnect" : "none";
    return effect(change, {
        subject: "load balancer",
        level,
        certain: isCertain(ports),
        properties: ports.map(({ path }) => path),
        fact: { kind: "servicePorts", ...of, added, removed, retargeted },
    });
}

function specChanged(change: ResourceChange, rest: readonly PropertyChange[], of: OfService): Effect {
    const fields = [...new Set(rest.map(({ path }) => pathNames(path)[1] ?? "spec"))];
    const otherPods = !fields.every((field) => SAME_PODS.includes(field));
    return effect(change, {
        subject: "load balancer",
        level: otherPods ? "reconnect" : "reload",
        certain: isCertain(rest),
        properties: rest.map(({ path }) => path),
        fact: {
            kind: "serviceSpec",
            ...of,
            fields,
            otherPods,
            drainSeconds: drainSecondsOf(change.before?.inputs ?? {}),
        },
    });
}
