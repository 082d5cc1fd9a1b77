import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const six = { replicas: 6, resources: million.emqx?.replicants?.resources };

export const pullRequest: PullRequest = {
    level: "reload",
    says: [
        "1 more replicant beside the running ones; no client notices, and new replicants get new connections only.",
        "1 more node joins; nothing that runs moves.",
    ],
    changes: () => stackChanges(million, withEmqx(million, { replicants: six })),
};
