import * as pulumi from "@pulumi/pulumi";
import { forPeople } from "./forPeople";
import type { Problem, Problems } from "./problems";

/**
 * The arguments of a component are wrong. The engine prints the property paths when the component runs in a
 * plugin; in process the message alone is printed, since this is also a `RunError` by Pulumi's run-time check.
 */
export class InvalidArguments extends pulumi.InputPropertiesError {
    // Pulumi's host hides the stack of whatever carries this mark: our frames would tell the user nothing.
    public readonly __pulumiRunError = true;

    constructor(component: string, name: string, problems: readonly Problem[], more?: string) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const lines = problems.map((p) => `  ${p.path}: ${p.reason}`);
        super({
            message: `${component} "${name}" has ${count} in its arguments:\n${[...lines, ...(more ? [more] : [])].join("\n")}`,
            errors: problems.map((p) => ({ propertyPath: p.path, reason: p.reason })),
        });
        forPeople(this);
    }
}

/** Throws an {@link InvalidArguments} that lists all problems and then says `more`, or returns when there is none. */
export function throwIfAny({ all }: Problems, component: string, name: string, more?: string): void {
    if (all.length > 0) throw new InvalidArguments(component, name, all, more);
}
