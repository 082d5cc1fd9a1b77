import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const slow = withEmqx(million, { evacuation: { connectionsPerSecond: 1000 } });

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "The load balancer lets them stay for 15 min only: up to",
        "clients are cut then and reconnect at once. It fits with emqx.evacuation.connectionsPerSecond and sessionsPerSecond of 4,500",
    ],
    changes: () => stackChanges(slow, withEmqx(slow, { version: "5.8.11" })),
};
