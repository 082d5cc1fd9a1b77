import type { Problems } from "../../../validation/problems";

export const GUIDE = "docs/upgrading.md";

/** The inputs that say which operator there is to be. */
export interface OperatorInput {
    /** What to write for a version: `operator: { version: "9.1.3" }`. */
    readonly write: (version: string) => string;
    /** It stands beside the inputs of EMQX and not among them. */
    readonly beside: boolean;
    /** The component installs the operator, and so switches it. */
    readonly installs: boolean;
}

/** Where the two kinds of problems belong: the operator's, and those of what EMQX is to be. */
export interface ProblemPlaces {
    readonly operator: Problems;
    readonly emqx: Problems;
    readonly input: OperatorInput;
}
