import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "emqx.cores.storage.size 40Gi to 80Gi",
        "No pod restarts. The cores keep their disks; larger ones are grown in place on their claims",
        "none can be made smaller",
    ],
    changes: () =>
        stackChanges(
            withEmqx(inPlace, { cores: { storage: { size: "40Gi" } } }),
            withEmqx(inPlace, { cores: { storage: { size: "80Gi" } } }),
        ),
};
