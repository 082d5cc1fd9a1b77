import { inPlace, type PullRequest, six, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "EMQX cluster emqx is of operator line 2.3, and line 3.0 takes over none: nothing is deleted for it",
        "Operator 3.0 takes over no objects of 2.3, and the two cannot be in one Kubernetes cluster",
        "Make a second Kubernetes cluster with it, export the data of this one and import it there, move the clients, then take this one away",
    ],
    changes: () => stackChanges(six, inPlace),
};
