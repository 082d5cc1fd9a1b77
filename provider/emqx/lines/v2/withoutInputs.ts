import type { MissingInput } from "../line/line";

/** Source: emqxes CRD of operator 2.3, updateStrategy. */
export const withoutInputs: readonly MissingInput[] = [
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
