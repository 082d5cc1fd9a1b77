import type { CeilingFinding } from "../capacity/ceiling";
import { refusal } from "../capacity/remarks";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { ceilingsOf } from "./capacity";
import { figuresNow } from "./capacityInputs";
import type { StackPlan } from "./stackPlan";

/**
 * What is too much for the stack, before its first resource: after losing `capacity.nodesLost` nodes, since that is what was
 * asked for. Everything else about the arguments has been found sound.
 */
export function refuseOverload(problems: Problems, plan: StackPlan): void {
    const { role, replicas } = plan.takers;
    const lost = plan.capacity.capacity.nodesLost;
    if (isPlain(lost) && lost > 0 && lost >= replicas) {
        const fewer =
            replicas === 1 ? "leave it out: a single node has no reserve" : `write ${replicas - 1} or less`;
        problems.add(
            "capacity.nodesLost",
            `is ${lost}, and the stack has ${replicas} ${role}${replicas === 1 ? "" : "s"}; ${fewer}, or more ${role}s`,
        );
        return;
    }
    for (const finding of ceilingsNow(plan)) {
        if (finding.refused) problems.add(finding.ceiling.input, refusal(finding));
    }
}

/** Every ceiling, by what is known before the first resource. */
export function ceilingsNow(plan: StackPlan): CeilingFinding[] {
    return ceilingsOf(plan, figuresNow(plan.capacity));
}
