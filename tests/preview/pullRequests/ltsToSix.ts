import { ltsOnItsWay, type PullRequest, six, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.version 5.8.11 to 6.3.1",
        "5.8.11 to 6.3.1: durable sessions are lost: their clients come back clean, without subscriptions and queued messages.",
        "Cannot be undone by reverting once no 5.8 node runs any more: a database written by 6.3 has no way back.",
    ],
    changes: () => stackChanges(ltsOnItsWay, { ...six, operator: { version: "2.3.3" } }),
};
