import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: ["no changes"],
    changes: () => stackChanges(million, { ...million }),
};
