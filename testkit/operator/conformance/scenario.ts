import type { Stage } from "./stage";
import type { State } from "./state";

/** Something that is done to the object, or to what is around it. */
export interface Deed {
    /** The spec to apply; undefined deletes the object, unless there is something else to do. */
    readonly spec?: Record<string, any>;
    /** What is done instead. */
    readonly act?: (stage: Stage) => Promise<void>;
}

/** A change that was recorded. */
export interface Scenario extends Deed {
    /** The recording's file name, without .jsonl. */
    readonly name: string;
    /** What is done while that is under way, one after the other, each once the observed states have come so far. */
    readonly meanwhile?: Meanwhile | readonly Meanwhile[];
    /** Steps whose place in the order the brokers' and pods' own pace decides, as `SetNames` calls them. */
    readonly leftToTiming?: readonly string[];
    /** How long the settled state has to last to be taken for settled. */
    readonly holdSeconds?: number;
    /** Only brings about what the next one begins with: no recording has it. It is over when this is so. */
    readonly untilState?: (state: State) => boolean;
}

export interface Meanwhile extends Deed {
    readonly when: (state: State) => boolean;
    /** How long after that. Default: at once. */
    readonly afterSeconds?: number;
}
