import { done as doneWithSets, parted } from "../blueGreen/done";
import type { Assessment } from "../line/assessment";
import type { Observation, Target } from "../line/observation";
import { stalls } from "./stalls";

/**
 * What the sets say, and beside it: no pod is left of a set that shrinks, and durable storage stands. A node that is being emptied
 * when nobody of an older set serves any more is none of the operator's doing, which empties only what it removes: somebody
 * holds it empty.
 */
export function done(seen: Observation, target: Target): Assessment {
    const sets = doneWithSets(seen, target);
    const { staying } = parted(seen, target);
    const progress = [
        ...staying.flatMap(({ name, wanted, pods }) => {
            const there = pods.filter(({ ended }) => !ended).length;
            return there > wanted ? [`${name} ${there} pods instead of ${wanted}`] : [];
        }),
        ...(seen.movesStorage ? ["durable storage is being moved"] : []),
    ];
    const finished = sets.done && progress.length === 0;
    return {
        ...sets,
        done: finished,
        progress: [sets.progress, ...progress].join(", "),
        stalls: stalls(seen, target),
        warnings: finished ? [...sets.warnings, ...(seen.evacuating ?? []).map(heldInWords)] : [],
        abandoned: finished ? sets.abandoned : [],
    };
}

function heldInWords(node: string): string {
    return `${node} is being emptied or held empty, although no update removes it: it takes no clients until somebody stops that`;
}
