import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.replicants.resources.cpuRequest 16 to 20",
        "Every replicant is replaced, blue-green; cores stay.",
    ],
    changes: () =>
        stackChanges(
            million,
            withEmqx(million, {
                replicants: { replicas: 5, resources: { cpuRequest: "20", memoryRequest: "16Gi" } },
            }),
        ),
};
