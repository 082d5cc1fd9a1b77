import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: [
        "Pushed to the running nodes within seconds; no pod restarts and no connection is closed.",
        "It takes the place of its root: what was set in the dashboard beneath it is overwritten.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(inPlace, { config: "mqtt.max_inflight = 32" }),
            withEmqx(inPlace, { config: "mqtt.max_inflight = 64" }),
        ),
};
