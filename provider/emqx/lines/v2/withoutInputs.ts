import type { MissingInput } from "../line/line";
import { pace } from "./pace";

/**
 * The operator writes the whole object back and leaves zeros out (`omitempty` of api/v2, emqx_types_spec.go); the API server puts the
 * definition's default in their place, which is the operator's from then on. Sources: that file at f82db712, emqxes CRD of 2.3.
 */
const zero = (path: string, becomes: number): MissingInput => ({
    path,
    value: 0,
    because: `operator 2.3 leaves zeros out when it writes the object back, and it becomes ${becomes} for good; write 1 or more`,
});

/** Source: emqxes CRD of operator 2.3, updateStrategy. */
export const withoutInputs: readonly MissingInput[] = [
    zero("evacuation.waitTakeoverSeconds", pace.defaults.waitTakeoverSeconds),
    zero("evacuation.initialDelaySeconds", pace.defaults.initialDelaySeconds),
    zero("evacuation.waitHealthCheckSeconds", pace.defaults.waitHealthCheckSeconds),
    {
        path: "evacuation.type",
        because: "operator 2.3 always empties nodes before they go; leave it out",
    },
    {
        path: "rollingUpdate",
        because:
            "operator 2.3 brings up a whole second set of nodes beside the running ones; leave it out, and use evacuation for the pace",
    },
];
