import * as pulumi from "@pulumi/pulumi";
import { forPeople } from "./forPeople";

/** One thing that is wrong with the arguments of a component. */
export interface Problem {
    /** Property path from the component's arguments, e.g. `loadBalancer.zoneMappings[0].zoneId`. */
    readonly path: string;
    /** A sentence: what is wrong, and what to write instead. */
    readonly reason: string;
}

/**
 * Collects every problem of one component's arguments, so that a person mends them in one go and nothing
 * is registered before all of them are known.
 */
export class Problems {
    private readonly found: Problem[] = [];

    public add(path: string, reason: string): void {
        this.found.push({ path, reason });
    }

    /** Whether something is wrong with this very property. */
    public has(path: string): boolean {
        return this.found.some((problem) => problem.path === path);
    }

    public get all(): readonly Problem[] {
        return this.found;
    }

    /** Throws an {@link InvalidArguments} that lists all of them, or returns when there is none. */
    public throwIfAny(component: string, name: string): void {
        if (this.found.length > 0) {
            throw new InvalidArguments(component, name, this.found);
        }
    }
}

/**
 * The arguments of a component are wrong. The engine prints the property paths when the component runs in a
 * plugin; in process the message alone is printed, since this is also a `RunError` by Pulumi's run-time check.
 */
export class InvalidArguments extends pulumi.InputPropertiesError {
    // Pulumi's host hides the stack of whatever carries this mark: our frames would tell the user nothing.
    public readonly __pulumiRunError = true;

    constructor(component: string, name: string, problems: readonly Problem[]) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const lines = problems.map((p) => `  ${p.path}: ${p.reason}`);
        super({
            message: `${component} "${name}" has ${count} in its arguments:\n${lines.join("\n")}`,
            errors: problems.map((p) => ({ propertyPath: p.path, reason: p.reason })),
        });
        forPeople(this);
    }
}
