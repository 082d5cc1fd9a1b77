import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "EMQX cluster emqx replaced because of emqx.namespace",
        "A new, empty cluster is made",
        "nobody is evacuated and every client reconnects.",
    ],
    changes: () => stackChanges(million, withEmqx(million, { namespace: "mqtt" })),
};
