import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "durable_sessions.enable is read at boot only, and the nodes are restarted for it. Every pod is replaced, in its own place, one after another.",
    ],
    changes: () => stackChanges(inPlace, withEmqx(inPlace, { config: "durable_sessions.enable = true" })),
};
