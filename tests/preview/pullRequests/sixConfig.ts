import { type PullRequest, six, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: [
        "Pushed to the running nodes within seconds; no pod restarts and no connection is closed.",
        "What was once set in the dashboard or through the API wins over it again after a restart.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(six, { config: "mqtt.max_inflight = 32" }),
            withEmqx(six, { config: "mqtt.max_inflight = 64" }),
        ),
};
