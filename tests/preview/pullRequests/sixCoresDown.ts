import { type PullRequest, six, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "2 cores are removed, one after another; replicants keep their clients and turn to the cores that stay. Disks of the removed cores stay.",
    ],
    changes: () =>
        stackChanges(
            {
                ...withEmqx(six, { cores: { replicas: 5 } }),
                corePool: { instanceTypes: ["ecs.c7.4xlarge"], nodes: 5 },
            },
            {
                ...withEmqx(six, { cores: { replicas: 3 } }),
                corePool: { instanceTypes: ["ecs.c7.4xlarge"], nodes: 5 },
            },
        ),
};
