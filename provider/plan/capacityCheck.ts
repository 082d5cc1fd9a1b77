import type * as pulumi from "@pulumi/pulumi";
import type { CapacityCeiling, CeilingFinding } from "../capacity/ceiling";
import { refusal, remarks, warning } from "../capacity/remarks";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { tell } from "../validation/tell";
import { ceilingsOf } from "./capacity";
import { figuresLater, figuresNow } from "./capacityInputs";
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

/**
 * Tells what is nearly too much, and gives all ceilings as an output. What was not known before the first resource is told
 * once it is.
 */
export function reportCapacity(name: string, plan: StackPlan): pulumi.Output<CapacityCeiling[]> {
    const before = ceilingsNow(plan);
    for (const { severity, sentence } of remarks(before)) tell(severity, name, sentence);
    const seen = new Set(before.map(identity));
    return figuresLater(plan.capacity).apply((figures) => {
        const all = ceilingsOf(plan, figures);
        const late = all.filter((finding) => !seen.has(identity(finding)));
        for (const { severity, sentence } of late.flatMap(warning)) tell(severity, name, sentence);
        return all.map(({ ceiling }) => ceiling);
    });
}

function identity({ ceiling }: CeilingFinding): string {
    return `${ceiling.where}: ${ceiling.name}`;
}
