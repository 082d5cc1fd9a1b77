import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "emqx.instanceName makes another, empty cluster of EMQX cluster emqx, whose disks operator 3.0 deletes with its object.",
        "the operator's StatefulSet deletes the claims of its disks",
    ],
    changes: () => stackChanges(inPlace, withEmqx(inPlace, { instanceName: "broker" })),
};
