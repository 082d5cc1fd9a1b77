import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: ["emqx.rollingUpdate.maxSurge 1 to 2", "Nothing moves now; the next rollout uses it."],
    changes: () => stackChanges(inPlace, withEmqx(inPlace, { rollingUpdate: { maxSurge: 2 } })),
};
