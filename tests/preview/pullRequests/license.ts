import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: ["The nodes read it again by themselves; no pod restarts and no client notices."],
    changes: () => stackChanges(million, withEmqx(million, { licenseKey: "license-of-next-year" })),
};
