import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: [
        "EMQX configuration mqtt.max_inflight and retainer.max_payload_size",
        "Pushed to the running nodes within seconds; no pod restarts and no connection is closed.",
        "retainer.max_payload_size: a key that is taken out keeps its last value until the nodes restart.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { config: "mqtt.max_inflight = 32\nretainer.max_payload_size = 1MB" }),
            withEmqx(million, { config: "mqtt { max_inflight = 64 }" }),
        ),
};
