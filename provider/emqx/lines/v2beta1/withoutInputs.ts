import type { MissingInput } from "../line/line";

/** Source: emqxes CRD of operator 2.2.29, updateStrategy. */
export const withoutInputs: readonly MissingInput[] = [
    {
        path: "evacuation.waitHealthCheckSeconds",
        because: "operator 2.2 does not hand it on, and EMQX waits its own 60 seconds; leave it out",
    },
    {
        path: "evacuation.type",
        because: "operator 2.2 always empties the nodes of EMQX Enterprise; leave it out",
    },
    {
        path: "rollingUpdate",
        because:
            "operator 2.2 brings up a whole second set of nodes beside the running ones; leave it out, and use evacuation for the pace",
    },
];
