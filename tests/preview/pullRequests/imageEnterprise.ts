import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "The rollout moves the clients off the 5 running replicants one after another, 200,000 each at 4,500 a second",
        "The load balancer lets them stay for 15 min, so nobody is cut.",
        "3 cores (500m CPU, 1Gi each) and 5 replicants (16 CPU, 16Gi each) beside the running ones: 8 more pods",
        "as long as the old nodes run the operator goes back to them and nobody reconnects",
    ],
    changes: () => stackChanges(million, withEmqx(million, { version: "5.8.11" })),
};
