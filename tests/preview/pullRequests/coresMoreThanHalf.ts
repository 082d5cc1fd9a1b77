import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "emqx.cores.replicas is 2, but 5 cores run: taking more than half away at once leaves no quorum for the database. Write 3 first, let it roll out, then 2",
        "3 cores of 5 are deleted at once: more than half",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { cores: { replicas: 5 } }),
            withEmqx(million, { cores: { replicas: 2 } }),
        ),
};
