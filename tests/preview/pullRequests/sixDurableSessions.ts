import { type PullRequest, six, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.config: durable_sessions.enable",
        "durable_sessions.enable is read at boot only, and the nodes are restarted for it. Every pod is replaced, blue-green",
    ],
    changes: () => stackChanges(six, withEmqx(six, { config: "durable_sessions.enable = true" })),
};
