import type { CeilingFinding } from "../capacity/ceiling";
import { ceilings } from "../capacity/ceilings";
import { refusal } from "../capacity/remarks";
import { podsPath } from "../capacity/sizing";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { ceilingsOf, loadOf, sizingOf } from "./capacity";
import { figuresNow } from "./capacityInputs";
import { soundFigures } from "./soundFigures";
import type { StackPlan } from "./stackPlan";

/**
 * What is too much for the stack, before its first resource: after losing `capacity.nodesLost` nodes, since that is what was
 * asked for. What follows from inputs that have been found wrong is left out: it is another figure once they are mended.
 */
export function refuseOverload(problems: Problems, plan: StackPlan): void {
    refuseLosingAll(problems, plan);
    const figures = figuresNow(plan.capacity);
    const arithmetic = { sizing: sizingOf(plan, figures), load: loadOf(plan, figures) };
    const { sizing, load } = soundFigures(problems, arithmetic, figures);
    for (const finding of ceilings(sizing, load)) {
        if (finding.refused) problems.add(finding.ceiling.input, refusal(finding));
    }
}

function refuseLosingAll(problems: Problems, plan: StackPlan): void {
    const { role, replicas } = plan.takers;
    const lost = plan.capacity.capacity.nodesLost;
    if (problems.concerns(`${podsPath(role)}.replicas`)) return;
    if (!isPlain(lost) || lost === 0 || lost < replicas) return;
    const fewer =
        replicas === 1 ? "leave it out: a single node has no reserve" : `write ${replicas - 1} or less`;
    problems.add(
        "capacity.nodesLost",
        `is ${lost}, and the stack has ${replicas} ${role}${replicas === 1 ? "" : "s"}; ${fewer}, or more ${role}s`,
    );
}

/** Every ceiling, by what is known before the first resource. */
export function ceilingsNow(plan: StackPlan): CeilingFinding[] {
    return ceilingsOf(plan, figuresNow(plan.capacity));
}
