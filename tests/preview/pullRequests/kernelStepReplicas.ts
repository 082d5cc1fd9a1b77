import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** One replicant fewer crosses a step of the kernel profile: new nodes for all of them, and what keeps the nodes. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "another kernel profile (5 to 4 replicants)",
        "a node is tuned for 500,000 connections instead of 250,000",
        "To keep the nodes with clients: emqx.replicants.replicas: 5.",
        "The rollout starts 4 new replicants and empties the 5 running ones; none is deleted beside that.",
        "Every client is moved off the 5 old replicants at 4,500 a second; nobody is cut.",
    ],
    changes: () =>
        stackChanges(
            million,
            withEmqx(million, { replicants: { ...million.emqx?.replicants, replicas: 4 } }),
        ),
};
