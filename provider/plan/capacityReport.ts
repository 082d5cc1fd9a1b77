import * as pulumi from "@pulumi/pulumi";
import type { CapacityCeiling, CeilingFinding } from "../capacity/ceiling";
import { remarks, warning } from "../capacity/remarks";
import { tell } from "../validation/tell";
import { ceilingsOf } from "./capacity";
import { ceilingsNow } from "./capacityCheck";
import type { CapacityFigures } from "./capacityInputs";
import type { StackPlan } from "./stackPlan";

/**
 * Tells what is nearly too much, and gives all ceilings as an output. What was not known before the first resource is told
 * once it is.
 */
export function reportCapacity(name: string, plan: StackPlan): pulumi.Output<CapacityCeiling[]> {
    const before = ceilingsNow(plan);
    for (const { severity, sentence } of remarks(before)) tell(severity, name, sentence);
    const seen = new Set(before.map(identity));
    // What a secret key says of connections is no secret, and would make one of all figures.
    const license = pulumi.unsecret(pulumi.output(plan.capacity.license));
    const known = pulumi.output({ ...plan.capacity, license }) as pulumi.Output<CapacityFigures>;
    return known.apply((figures) => {
        const all = ceilingsOf(plan, figures);
        const late = all.filter((finding) => !seen.has(identity(finding)));
        for (const { severity, sentence } of late.flatMap(warning)) tell(severity, name, sentence);
        return all.map(({ ceiling }) => ceiling);
    });
}

function identity({ ceiling }: CeilingFinding): string {
    return `${ceiling.where}: ${ceiling.name}`;
}
