import type { MissingInput } from "../line/line";

/** Source: emqxes CRD of operator 3.0. */
export const withoutInputs: readonly MissingInput[] = [
    {
        path: "evacuation.initialDelaySeconds",
        because:
            "operator 3.0 empties the first node at once; leave it out, and use evacuation.waitHealthCheckSeconds or rollingUpdate.minReadySeconds",
    },
    {
        path: "cores.storage.ephemeral",
        because: "operator 3.0 gives each core a disk in any case; leave it out, and use cores.storage.size",
    },
];
