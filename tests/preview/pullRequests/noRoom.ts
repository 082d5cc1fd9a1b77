import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const large = withEmqx(million, {
    replicants: { replicas: 5, resources: { cpuRequest: "48", memoryRequest: "16Gi" } },
});

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "No room for the new pods beside the running ones",
        "5 new replicant pods (CPU 48, memory 16384Mi each) need room beside the running ones",
        "have room for 0 (5 ready): pulumi up stops before EMQX changes",
    ],
    changes: () => stackChanges(large, withEmqx(large, { version: "5.8.11" })),
};
