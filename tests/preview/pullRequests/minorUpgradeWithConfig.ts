import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const before = withEmqx(million, { version: "5.7.2", config: "mqtt.max_packet_size = 1MB" });

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "Cannot be undone by reverting once no 5.7 node runs any more: a database written by 5.8 has no way back.",
        "New pods and a new configuration in one update",
        "operator 2.2 boots the new pods with the old configuration and pushes the new one afterwards",
        "merge the configuration and let it be pushed",
    ],
    changes: () =>
        stackChanges(before, withEmqx(before, { version: "5.8.11", config: "mqtt.max_packet_size = 2MB" })),
};
