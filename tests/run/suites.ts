/** Something to run before a commit or in CI: an npm script, and how it is to be run beside others. */
export interface Suite {
    /** `npm run` of this; also what `npm run suites -- NAME` takes, without "test:". */
    readonly script: string;
    /** Part of `npm test`: needs Node.js and nothing else, and takes seconds. */
    readonly beforeCommit?: boolean;
    /** Prints no counts of its own: it counts as one check. */
    readonly isCheck?: boolean;
    /** Tests that may skip where skips are refused, because CI does not have the tool that they need. */
    readonly maySkip?: RegExp;
}

/** Stages follow one another; within one, suites run side by side, those that take longest first. */
export const STAGES: readonly (readonly Suite[])[] = [
    [
        // From nothing: what a file that is gone has left in bin would be packed.
        { script: "rebuild", beforeCommit: true, isCheck: true },
        { script: "lint", beforeCommit: true, isCheck: true },
    ],
    [
        // Examples import the package by its name, which leads to what was built.
        { script: "check", beforeCommit: true, isCheck: true },
        { script: "test:preview", beforeCommit: true },
        { script: "test:examples", beforeCommit: true },
        { script: "test:plugin", beforeCommit: true },
        { script: "test:unit", beforeCommit: true, maySkip: /pass shellcheck/ },
        { script: "test:graph", beforeCommit: true },
        { script: "test:testkit", beforeCommit: true },
        { script: "test:package", beforeCommit: true },
        // What the cluster suite needs; minutes where it was never built, nothing elsewhere.
        { script: "control-plane", isCheck: true },
        { script: "test:languages" },
        { script: "test:kernel" },
    ],
    // These measure time, or use the whole machine themselves.
    [{ script: "test:cluster" }],
    // Needs Pulumi's CLI with its plugins.
    [{ script: "test:e2e", maySkip: /./ }],
];

const SUITES = STAGES.flat();

export function nameOf({ script }: Suite): string {
    return script.replace(/^test:/, "");
}

/** Whether `before-commit`, `all`, or the names of suites ask for a suite. */
export function choice(words: readonly string[]): (suite: Suite) => boolean {
    if (words.join() === "all") return () => true;
    if (words.join() === "before-commit") return ({ beforeCommit }) => beforeCommit === true;
    const known = SUITES.map(nameOf);
    const unknown = words.filter((word) => !known.includes(word));
    if (words.length === 0 || unknown.length > 0) {
        const which = unknown.length > 0 ? `there is no suite ${unknown.join(", ")}; ` : "";
        throw new Error(`${which}write before-commit, all, or some of: ${known.join(", ")}`);
    }
    return (suite) => words.includes(nameOf(suite));
}
