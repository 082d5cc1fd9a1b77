import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "emqx.cores.storage.size is 40Gi, and the cores' disks have 80Gi: a disk grows and never gets smaller.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(inPlace, { cores: { storage: { size: "80Gi" } } }),
            withEmqx(inPlace, { cores: { storage: { size: "40Gi" } } }),
        ),
};
