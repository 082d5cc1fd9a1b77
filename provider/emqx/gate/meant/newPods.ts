import type { Pace } from "../../lines/line/pace";
import type { PaceState } from "../../lines/line/state";
import type { PodNeeds } from "./room";

/**
 * The places that a role's pods need when all are made anew: beside those that run, and, where nodes leave one by one, in their places
 * too, which may be too small for what they come to ask for, or on nodes that they are to leave.
 */
export function newPods(need: PodNeeds, running: number, pace: Pace, state: PaceState): PodNeeds[] {
    const beside = pace.newPods(need.role, need.wanted, running, state);
    const instead = pace.leaves === "oneByOne" && running > 0 ? need.wanted : 0;
    return [
        ...(beside > 0 ? [{ ...need, wanted: beside }] : []),
        ...(instead > 0 ? [{ ...need, wanted: instead, inPlace: true }] : []),
    ];
}
