import { million, type PullRequest, stackChanges } from "./pullRequest";

/** A second instance type, for nodes that are made when the first one is sold out: no node is replaced. */
export const pullRequest: PullRequest = {
    level: "none",
    says: ["replicantPool.instanceTypes"],
    changes: () =>
        stackChanges(million, {
            ...million,
            replicantPool: { instanceTypes: ["ecs.c7.16xlarge", "ecs.g7.16xlarge"] },
        }),
};
