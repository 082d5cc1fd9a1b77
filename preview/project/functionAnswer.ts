import type { InvokeFailures } from "../monitor/answers";
import type { WireObject } from "../monitor/wire";

/** One answer of a provider's function. */
export interface FunctionAnswer {
    /** Exactly these; absent: whatever they are. */
    readonly args?: WireObject;
    /** Absent: the result is not known, as without an answer. */
    readonly result?: WireObject | InvokeFailures | Error;
}
