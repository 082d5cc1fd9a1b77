import { million, type PullRequest, stackCreated } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: ["3 cores start, then 5 replicants; nobody uses it yet."],
    changes: () => stackCreated(million),
};
