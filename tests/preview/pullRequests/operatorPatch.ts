import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "EMQX operator 2.2.29 to 2.2.30",
        "The operator's pods restart; EMQX's do not, unless the new one wants them otherwise.",
    ],
    changes: () => stackChanges(million, { ...million, operator: { version: "2.2.30" } }),
};
