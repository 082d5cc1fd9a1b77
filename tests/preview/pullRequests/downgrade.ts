import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        'emqx.version is "5.7.2", but the cluster runs 5.8.10: EMQX has no way back to an older minor',
        "Cannot be undone: there is no way back to an older minor.",
    ],
    changes: () => stackChanges(million, withEmqx(million, { version: "5.7.2" })),
};
