import type { RecordedResource } from "../monitor/graph";
import type { BaseResource } from "./base";
import type { PropertyChange } from "./change";
import type { Comparable } from "./normalise";

/** What becomes of one resource; its values are as the program has them, secrets included. */
export interface Decision {
    readonly resource: RecordedResource;
    /** Absent for what is new. */
    readonly old?: BaseResource;
    readonly operation: "same" | "create" | "update" | "replace";
    /** What differs, what a replacement elsewhere makes unknown, and what may differ; masked. */
    readonly properties: readonly PropertyChange[];
    /** Paths of values that may or may not differ, which alone are no change. */
    readonly possible: readonly string[];
    readonly replaceReasons: readonly string[];
    readonly deleteBeforeReplace: boolean;
    /** Both sides' inputs, normalised; absent for what is new. */
    readonly inputs?: Comparable;
    /** How many secrets could not be compared, because one side has only their ciphertext. */
    readonly uncompared: number;
    /** A chart whose values the base does not have. */
    readonly hidden?: boolean;
}
