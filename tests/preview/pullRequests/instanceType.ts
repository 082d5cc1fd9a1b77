import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "Every replicant is replaced, blue-green; cores stay.",
        "another preferred instance type (ecs.c7.16xlarge to ecs.g7.16xlarge)",
        "A new pool is made first, EMQX is rolled onto it, and only then the old one goes.",
    ],
    changes: () =>
        stackChanges(million, { ...million, replicantPool: { instanceTypes: ["ecs.g7.16xlarge"] } }),
};
