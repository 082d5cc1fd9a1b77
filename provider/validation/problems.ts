import { joinPaths, memberPath } from "./path";

/** One thing that is wrong with the arguments of a component. */
export interface Problem {
    /** Property path from the component's arguments, e.g. `loadBalancer.zoneMappings[0].zoneId`. */
    readonly path: string;
    /** A sentence: what is wrong, and what to write instead. */
    readonly reason: string;
    /** Path of the input that was probably meant, where this one does not exist. */
    readonly meant?: string;
}

/**
 * Collects every problem of one component's arguments, so that a person mends them in one go and nothing
 * is registered before all of them are known.
 */
export class Problems {
    constructor(
        private readonly found: Problem[] = [],
        /** Property path that everything added here is relative to. */
        public readonly path: string = "",
    ) {}

    /** The same collection, for the part of the arguments at a property or list index. */
    public at(...keys: readonly (string | number)[]): Problems {
        return new Problems(this.found, keys.reduce<string>(memberPath, this.path));
    }

    /** Something wrong with a property, by its path from here; `""` is what this stands for itself. */
    public add(path: string, reason: string): void {
        this.found.push({ path: joinPaths(this.path, path), reason });
    }

    /** An input that does not exist; `meant` is the name beside it that it probably is, if any. */
    public addUnknown(key: string, reason: string, meant?: string): void {
        const path = memberPath(this.path, key);
        const problem = { path, reason };
        this.found.push(meant === undefined ? problem : { ...problem, meant: memberPath(this.path, meant) });
    }

    /** Whether something is wrong with this very property. */
    public has(path: string): boolean {
        const whole = joinPaths(this.path, path);
        return this.found.some((problem) => problem.path === whole);
    }

    /**
     * Whether something is wrong with a property, with a part of it or with what it is part of, or whether a misspelt one is
     * probably it: then nothing that follows from it is known before it is mended.
     */
    public concerns(path: string): boolean {
        const whole = joinPaths(this.path, path);
        return this.found.some((problem) =>
            [problem.path, problem.meant].some(
                (wrong) => wrong !== undefined && (isWithin(wrong, whole) || isWithin(whole, wrong)),
            ),
        );
    }

    /** Everything that was found so far, whatever part it is about. */
    public get all(): readonly Problem[] {
        return this.found;
    }
}

function isWithin(path: string, outer: string): boolean {
    return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
