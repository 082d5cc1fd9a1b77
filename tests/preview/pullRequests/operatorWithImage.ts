import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "Operator and EMQX in one update",
        "merge the operator and wait until the cluster has come to rest",
    ],
    changes: () =>
        stackChanges(million, {
            ...withEmqx(million, { version: "5.8.11" }),
            operator: { version: "2.2.30" },
        }),
};
