import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.cores.storage.size 40Gi to 80Gi",
        "Every core is replaced, blue-green; replicants stay and keep their clients.",
        "The 5 replicants keep their clients: only cores are replaced.",
        "1 x 5 min to boot (cores) + 10 s delay + 3 x 35 s to remove the old cores = 6 min 55 s at the most",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { cores: { storage: { size: "40Gi" } } }),
            withEmqx(million, { cores: { storage: { size: "80Gi" } } }),
        ),
};
