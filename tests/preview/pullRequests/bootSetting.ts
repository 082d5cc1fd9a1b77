import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "EMQX environment EMQX_NODE__MAX_PORTS",
        "Every pod is made anew, blue-green: cores first, then replicants.",
    ],
    changes: () => stackChanges(million, withEmqx(million, { limits: { maxPorts: 2_097_152 } })),
};
