import * as pulumi from "@pulumi/pulumi";
import { isLate, Known } from "./conform";
import { InvalidArguments, throwIfAny } from "./invalidArguments";
import { Problems } from "./problems";

/** Adds whatever is wrong with the arguments to `problems`. A value may be {@link Known} instead of an Output. */
export type Check<Args> = (problems: Problems, args: Args) => void;

/**
 * The arguments, checked: what is known at once, before anything is registered; an Output when it becomes known, by
 * the same check, before whatever takes it from here is registered. Throws {@link InvalidArguments}.
 */
export function validated<Args>(component: string, name: string, args: Args, check: Check<Args>): Args {
    const problems = new Problems();
    if (typeof name !== "string" || name === "")
        problems.add("name", "is missing; write the component's name");
    check(problems, args);
    throwIfAny(problems, component, String(name));
    return new LateValues(component, name, args, check).guarded;
}

type Path = readonly (string | number)[];

/** The Outputs among the arguments. What is known of them so far is checked together, or two could not contradict. */
class LateValues<Args> {
    public readonly guarded: Args;
    private readonly known: [Path, Known][] = [];
    private told = new Map<string, InvalidArguments>();

    constructor(
        private readonly component: string,
        private readonly name: string,
        private readonly args: Args,
        private readonly check: Check<Args>,
    ) {
        this.guarded = this.guard(args, []) as Args;
    }

    private guard(value: unknown, path: Path): unknown {
        if (isLate(value)) return this.guardOne(value as pulumi.Input<unknown>, path);
        if (Array.isArray(value)) return value.map((item, i) => this.guard(item, [...path, i]));
        if (!isBare(value)) return value;
        return Object.fromEntries(
            Object.entries(value).map(([key, member]) => [key, this.guard(member, [...path, key])]),
        );
    }

    private guardOne(value: pulumi.Input<unknown>, path: Path): pulumi.Output<unknown> {
        const output = pulumi.output(value);
        return pulumi.all([output, pulumi.isSecret(output)]).apply(([known, secret]) => {
            this.known.push([path, new Known(known, secret)]);
            const problems = new Problems();
            const args = this.known.reduce<unknown>((all, [at, late]) => put(all, at, late), this.args);
            this.check(problems, args as Args);
            if (problems.all.length > 0) throw this.refusal(problems);
            return known;
        });
    }

    /** One error for the same problems, however many values meet them: it is then printed once. */
    private refusal(problems: Problems): InvalidArguments {
        const key = JSON.stringify(problems.all);
        const refusal = this.told.get(key) ?? new InvalidArguments(this.component, this.name, problems.all);
        this.told.set(key, refusal);
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
