import { type PullRequest, six, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.version 6.3.1 to 6.3.2",
        "Every pod is replaced, blue-green: cores first, then replicants.",
        "The load balancer lets them stay for 15 min, so nobody is cut.",
        "8 more pods",
        "as long as no old core is being emptied",
    ],
    changes: () => stackChanges(six, withEmqx(six, { version: "6.3.2" })),
};
