import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: ["Nothing moves now; the next rollout uses it."],
    changes: () => stackChanges(million, withEmqx(million, { evacuation: { connectionsPerSecond: 1000 } })),
};
