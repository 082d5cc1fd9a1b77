import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: ["resources of replicants", "Every replicant is made anew, blue-green; cores stay."],
    changes: () =>
        stackChanges(
            million,
            withEmqx(million, {
                replicants: { replicas: 5, resources: { cpuRequest: "20", memoryRequest: "16Gi" } },
            }),
        ),
};
