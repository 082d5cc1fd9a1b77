import type { Rule } from "../validation/rules";
import type { Need } from "./annotationNeeds";
import { LoadBalancerKind } from "./mqttLoadBalancerArgs";

/** What the controller makes of an annotation, for one kind of load balancer. */
export interface Reading {
    readonly value: Rule;
    /** Without these it does nothing. */
    readonly needs: readonly Need[];
    /** This component writes it itself: the rest of a sentence that says which input it follows from. */
    readonly owner?: string;
    /** What follows when it is taken out of a Service that is there. */
    readonly out: TakenOut;
    /** The value that switches off what taking it out leaves as it is. */
    readonly off?: string;
}

/**
 * `stays`: the load balancer keeps what it has. `returns`: looked up anew each time, so that the default counts again.
 * `fixed`: of a load balancer that is made, nothing follows.
 */
export type TakenOut = "stays" | "returns" | "fixed";

/** An annotation of the controller's, by what it does for each kind; absent where that kind's part does not read it. */
export interface AnnotationRow {
    readonly name: string;
    readonly Nlb?: Reading;
    readonly Clb?: Reading;
    /** It keeps somebody out or something safe: without effect it must not pass for a protection. */
    readonly guards?: true;
    /** What to write for the other kind, where it has something alike. */
    readonly instead?: string;
}

interface Facts {
    readonly needs?: readonly Need[];
    readonly owner?: string;
    readonly out?: TakenOut;
    readonly off?: string;
}

interface OfRow {
    readonly guards?: true;
    readonly instead?: string;
}

export function reading(value: Rule, { needs = [], out = "stays", ...facts }: Facts = {}): Reading {
    return { value, needs, out, ...facts };
}

/** Read for both kinds alike. */
export function shared(name: string, value: Rule, facts: Facts = {}, more: OfRow = {}): AnnotationRow {
    const read = reading(value, facts);
    return { name, Nlb: read, Clb: read, ...more };
}

/** Read for one kind. */
export function only(
    kind: `${LoadBalancerKind}`,
    name: string,
    value: Rule,
    facts: Facts = {},
    more: OfRow = {},
): AnnotationRow {
    return { name, [kind]: reading(value, facts), ...more };
}

export const NLB = LoadBalancerKind.Nlb;
export const CLB = LoadBalancerKind.Clb;
