import type { State } from "./state";

/** A change that was recorded. */
export interface Scenario {
    /** The recording's file name, without .jsonl. */
    readonly name: string;
    /** The spec to apply; undefined deletes the object. */
    readonly spec?: Record<string, any>;
    /** What is applied while that is under way, once the observed states have come so far. */
    readonly meanwhile?: {
        readonly when: (state: State) => boolean;
        /** How long after that. Default: at once. */
        readonly afterSeconds?: number;
        readonly spec: Record<string, any>;
    };
    /** Steps whose place in the order the brokers' and pods' own pace decides, as `SetNames` calls them. */
    readonly leftToTiming?: readonly string[];
    /** How long the settled state has to last to be taken for settled. */
    readonly holdSeconds?: number;
}
