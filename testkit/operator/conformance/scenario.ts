import type { State } from "./state";

/** A change that was recorded. */
export interface Scenario {
    /** The recording's file name, without .jsonl. */
    readonly name: string;
    /** The spec to apply; undefined deletes the object. */
    readonly spec?: Record<string, any>;
    /** What is applied while that is under way, once the observed states have come so far. */
    readonly meanwhile?: { readonly when: (state: State) => boolean; readonly spec: Record<string, any> };
    /** How long the settled state has to last to be taken for settled. */
    readonly holdSeconds?: number;
}
