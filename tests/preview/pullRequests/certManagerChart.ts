import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "cert-manager's pods restart; certificates stay as they are, and EMQX and its clients do not notice.",
    ],
    changes: () => stackChanges(million, { ...million, certManager: { source: { version: "v1.21.2" } } }),
};
