import { isPlain } from "../validation/conform";
import { meant } from "../validation/nearest";
import type { Problems } from "../validation/problems";
import { quoted } from "../validation/quoted";
import { BACKEND_TYPE, controllerName, FORMER_PREFIX, PREFIX } from "./annotationNames";
import type { Annotated } from "./annotationNeeds";
import type { AnnotationRow, Reading } from "./annotationReading";
import { ANNOTATION_NAMES, annotationRow } from "./annotationTable";
import { type LoadBalancerArgs, LoadBalancerBackend, LoadBalancerKind } from "./mqttLoadBalancerArgs";

type Given = NonNullable<LoadBalancerArgs["annotations"]>;

/**
 * Annotations of a user that the controller does not take as they were meant. What would be overwritten, what is misspelt or has
 * a value that is none, is refused, and so is what has no effect and was to keep somebody out; what else has no effect is
 * warned of. Names of others are nobody's business here.
 */
export function checkAnnotations(problems: Problems, given: Given | undefined, service: Annotated): string[] {
    return Object.entries(given ?? {}).flatMap(([annotation, value]) => {
        const own = problems.at(annotation);
        if (chosenBy(annotation, service.kind)) {
            own.add(
                "",
                "decides which controller takes the Service, or how; leave it out, since kind and backend say it",
            );
            return [];
        }
        const name = controllerName(annotation);
        if (name === undefined) return [];
        const row = annotationRow(name);
        if (row === undefined) return unknown(own, name);
        const read = row[service.kind];
        if (read === undefined) return notRead(own, row, service.kind);
        return [...ofReading(own, { row, read, value }, service), ...hidden(annotation, name, given ?? {})];
    });
}

/** Names beside the prefix that make another controller take the Service, or none. Source: helper/service_utils.go. */
function chosenBy(annotation: string, kind: LoadBalancerKind): boolean {
    if (annotation === "service.beta.kubernetes.io/class") return kind === LoadBalancerKind.Clb;
    return [BACKEND_TYPE, `${PREFIX}type`, `${PREFIX}tunnel-type`].includes(annotation);
}

function unknown(own: Problems, name: string): string[] {
    const close = near(name);
    if (close !== undefined) {
        own.add(
            "",
            `is no annotation of the controller's, which would pass it over without a word; did you mean "${PREFIX}${close}"?`,
        );
        return [];
    }
    return [
        `"${PREFIX}${name}" is no annotation that cloud-provider-alibaba-cloud v2.14 reads: it has no effect, unless your cluster's controller is newer.`,
    ];
}

/** A word more or less, hyphens where there are none: what people write, not only a letter wrong. */
function near(name: string): string | undefined {
    const bare = (text: string) => text.replace(/-/g, "").toLowerCase();
    return meant(name, ANNOTATION_NAMES) ?? ANNOTATION_NAMES.find((known) => bare(known) === bare(name));
}

function notRead(own: Problems, row: AnnotationRow, kind: LoadBalancerKind): string[] {
    const other = kind === LoadBalancerKind.Nlb ? "a CLB" : "an NLB";
    if (row.guards) {
        const instead = row.instead === undefined ? "leave it out" : `write ${row.instead}, or leave it out`;
        own.add("", inFull(`is read for ${other} only, and would keep nobody out here; ${instead}`));
        return [];
    }
    return [inFull(`"-${row.name}" is read for ${other} only; it has no effect here and can be left out.`)];
}

interface AnnotationGiven {
    readonly row: AnnotationRow;
    readonly read: Reading;
    readonly value: Given[string];
}

function ofReading(own: Problems, { row, read, value }: AnnotationGiven, service: Annotated): string[] {
    const owner = ownerOf(row, read, service);
    if (owner !== undefined) {
        own.add("", owner);
        return [];
    }
    const wrong = isPlain(value) ? read.value(value) : undefined;
    if (wrong !== undefined) {
        own.add("", `is ${quoted(value)}; ${wrong}`);
        return [];
    }
    if (isPlain(value) && value === read.off) return [];
    const missing = read.needs.find((need) => !need.met(service));
    if (missing === undefined) return [];
    if (row.guards) {
        own.add("", inFull(`has no effect ${missing.otherwise}`));
        return [];
    }
    return [inFull(`"-${row.name}" has no effect ${missing.otherwise}.`)];
}

const HEALTH_CHECK =
    "asks EMQX's status page for the pods' health, which this component writes; leave it out";

/** Straight to the pods it says how their health is asked for; through a node's port a user may. */
const CHECKED_BY_US = [
    "health-check-flag",
    "health-check-type",
    "health-check-uri",
    "health-check-connect-port",
    "health-check-httpcode",
];

/** Why it would be overwritten: which input it follows from. */
export function ownerOf(row: AnnotationRow, read: Reading, { backend }: Annotated): string | undefined {
    if (read.owner !== undefined) return read.owner;
    return backend === LoadBalancerBackend.Eni && CHECKED_BY_US.includes(row.name) ? HEALTH_CHECK : undefined;
}

/** Where both names are given, the present one counts. */
function hidden(annotation: string, name: string, given: Given): string[] {
    if (!annotation.startsWith(FORMER_PREFIX) || given[PREFIX + name] === undefined) return [];
    return [`"${annotation}" has no effect beside "${PREFIX}${name}", its present name; leave it out.`];
}

/** With the names of annotations as they are written, which the table and its needs have without the prefix. */
function inFull(sentence: string): string {
    return sentence.replace(/"-([a-z-]+)"/g, `"${PREFIX}$1"`);
}
