import * as pulumi from "@pulumi/pulumi";
import { isLate, Known } from "./conform";
import { InvalidArguments, throwIfAny } from "./invalidArguments";
import { Problems } from "./problems";

/** Adds whatever is wrong with the arguments to `problems`. A value may be {@link Known} instead of an Output. */
export type Check<Args> = (problems: Problems, args: Args) => void;

/** The same for a component whose arguments come to a plan, which is not to be used when something is wrong. */
export type Planning<Args, Plan> = (args: Args, problems: Problems) => Plan;

export interface Planned<Args, Plan> {
    readonly args: Args;
    readonly plan: Plan;
}

/**
 * The arguments, checked: what is known at once, before anything is registered; an Output when it becomes known, by
 * the same check, before whatever takes it from here is registered. Throws {@link InvalidArguments}.
 */
export function validated<Args>(component: string, name: string, args: Args, check: Check<Args>): Args {
    return planned(component, name, args, (given, problems) => check(problems, given)).args;
}

/**
 * The checked arguments and the plan that the check of them made: one pass, so that nothing is derived twice. Outputs in the
 * plan are the checked ones.
 */
export function planned<Args, Plan>(
    component: string,
    name: string,
    args: Args,
    planning: Planning<Args, Plan>,
): Planned<Args, Plan> {
    const late = new LateValues(component, name, args, planning);
    const problems = new Problems();
    if (typeof name !== "string" || name === "")
        problems.add("name", "is missing; write the component's name");
    const plan = planning(late.guarded, problems);
    if (problems.all.length > 0) late.giveUp();
    throwIfAny(problems, component, String(name));
    return { args: late.guarded, plan };
}

type Path = readonly (string | number)[];

/** The Outputs among the arguments. What is known of them so far is checked together, or two could not contradict. */
class LateValues<Args> {
    public readonly guarded: Args;
    private readonly known: [Path, Known][] = [];
    private reported = new Map<string, InvalidArguments>();
    private refused = false;

    constructor(
        private readonly component: string,
        private readonly name: string,
        private readonly args: Args,
        private readonly planning: Planning<Args, unknown>,
    ) {
        this.guarded = this.guard(args, [], []) as Args;
    }

    /** The arguments have been refused for what is known at once: nobody waits for the rest, nor is it reported once more. */
    public giveUp(): void {
        this.refused = true;
    }

    /** `above` are the objects around the value: one that contains itself is left to the check. */
    private guard(value: unknown, path: Path, above: readonly unknown[]): unknown {
        if (isLate(value)) return this.guardOne(value as pulumi.Input<unknown>, path);
        if (above.includes(value)) return value;
        const inside = [...above, value];
        if (Array.isArray(value)) return value.map((item, i) => this.guard(item, [...path, i], inside));
        if (!isBare(value)) return value;
        return Object.fromEntries(
            Object.entries(value).map(([key, member]) => [key, this.guard(member, [...path, key], inside)]),
        );
    }

    private guardOne(value: pulumi.Input<unknown>, path: Path): pulumi.Output<unknown> {
        const output = pulumi.output(value);
        return pulumi.all([output, pulumi.isSecret(output)]).apply(([known, secret]) => {
            if (this.refused) return known;
            this.known.push([path, new Known(known, secret)]);
            const problems = new Problems();
            const args = this.known.reduce<unknown>((all, [at, late]) => put(all, at, late), this.args);
            this.planning(args as Args, problems);
            if (problems.all.length > 0) throw this.refusal(problems);
            return known;
        });
    }

    /** One error for the same problems, however many values meet them: it is then printed once. */
    private refusal(problems: Problems): InvalidArguments {
        const key = JSON.stringify(problems.all);
        const refusal =
            this.reported.get(key) ?? new InvalidArguments(this.component, this.name, problems.all);
        this.reported.set(key, refusal);
        return refusal;
    }
}

/** An object of the caller's own, as opposed to a resource or another instance of a class. */
function isBare(value: unknown): value is Record<string, unknown> {
    if (typeof value !== "object" || value === null) return false;
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}

function put(value: unknown, [key, ...rest]: Path, late: Known): unknown {
    if (key === undefined) return late;
    const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
        string | number,
        unknown
    >;
    copy[key] = put(copy[key], rest, late);
    return copy;
}
