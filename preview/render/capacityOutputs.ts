import type { CapacityCeiling } from "../../provider/capacity/ceiling";
import type { Graph } from "../monitor/graph";
import { containsUnknown, type Wire } from "../monitor/wire";

/** What limits one stack of a program. */
export interface StackCapacity {
    readonly urn: string;
    readonly name: string;
    /** The tightest first; absent while an input that decides it is not known. */
    readonly ceilings?: readonly CapacityCeiling[];
}

const STACK_COMPONENT = "emqx-ack:index:EmqxOnAck";

/** The capacity that the program's stacks registered, in the order of their URNs. */
export function stackCapacities(graph: Graph): StackCapacity[] {
    return graph.resources
        .filter(({ type, outputs }) => type === STACK_COMPONENT && outputs?.capacity !== undefined)
        .map(({ urn, name, outputs }) => ({ urn, name, ...ceilingsIn(outputs?.capacity ?? null) }))
        .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

/** Nothing of what is a secret, or not known yet, as a whole. */
function ceilingsIn(value: Wire): { ceilings?: readonly CapacityCeiling[] } {
    if (!Array.isArray(value) || containsUnknown(value)) return {};
    return { ceilings: value as unknown as CapacityCeiling[] };
}
