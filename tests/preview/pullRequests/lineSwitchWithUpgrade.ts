import { lts, type PullRequest, six, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        'emqx.version is "6.3.1", but the cluster runs 5.8.11 on operator line 2.2: the switch to line 2.3 makes every pod anew, and is an update of its own.',
        "durable sessions are lost",
    ],
    changes: () => stackChanges(lts, six),
};
