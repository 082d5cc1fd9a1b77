import { lts, ltsOnItsWay, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "the switch from operator line 2.2 to 2.3 makes every pod anew, and is an update of its own: this one changes environment as well.",
    ],
    changes: () =>
        stackChanges(lts, withEmqx({ ...ltsOnItsWay, certManager: {} }, { limits: { maxPorts: 2_097_152 } })),
};
