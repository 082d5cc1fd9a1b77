import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "A new pool is made first, EMQX is rolled onto it, and only then the old one goes.",
        "The new pods go to nodes with the new profile only.",
        "Old node pools go",
    ],
    changes: () =>
        stackChanges(million, {
            ...million,
            kernel: { parameters: { "net.core.netdev_max_backlog": "32768" } },
        }),
};
