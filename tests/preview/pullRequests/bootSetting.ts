import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.limits.maxPorts 1,048,576 to 2,097,152",
        "Every pod is replaced, blue-green: cores first, then replicants.",
    ],
    changes: () => stackChanges(million, withEmqx(million, { limits: { maxPorts: 2_097_152 } })),
};
