import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** The same values in other words: nothing is to be said of it. */
export const pullRequest: PullRequest = {
    level: "none",
    says: [],
    changes: () =>
        stackChanges(
            withEmqx(million, { config: "mqtt.max_inflight = 32\nretainer.max_payload_size = 1MB" }),
            withEmqx(million, {
                config: '# no change\nretainer { max_payload_size: "1MB" }\nmqtt { max_inflight: 32 }',
            }),
        ),
};
