import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** A limit that restarts the pods, and a setting that is pushed: by the inputs' own names. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.limits.maxPorts 1,048,576 to 2,097,152",
        "emqx.config: mqtt.max_packet_size",
        "Pushed to the nodes once the new cores are ready.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { config: "mqtt.max_packet_size = 1MB" }),
            withEmqx(million, { config: "mqtt.max_packet_size = 2MB", limits: { maxPorts: 2_097_152 } }),
        ),
};
