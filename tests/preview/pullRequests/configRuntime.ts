import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: [
        "emqx.config: mqtt.max_inflight and retainer.max_payload_size",
        "Pushed to the running nodes within seconds; no pod restarts and no connection is closed.",
        "retainer is taken out whole: retainer.max_payload_size stays as it is for good, on nodes that restart or join too.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { config: "mqtt.max_inflight = 32\nretainer.max_payload_size = 1MB" }),
            withEmqx(million, { config: "mqtt { max_inflight = 64 }" }),
        ),
};
