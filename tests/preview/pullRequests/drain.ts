import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: ["Counts from the next pod on that leaves."],
    changes: () =>
        stackChanges(million, {
            ...million,
            loadBalancer: { ...million.loadBalancer, connectionDrainSeconds: 600 },
        }),
};
