import { ltsOnItsWay, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "cert-manager removed",
        "This stack has no Certificate of its own; kubectl get certificates --all-namespaces shows those of others.",
        "pulumi up lets cert-manager go only where certManager: false says so",
    ],
    changes: () => stackChanges({ ...ltsOnItsWay, certManager: {} }, { ...ltsOnItsWay, certManager: false }),
};
