import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const keys = (secret: string) => withEmqx(million, { apiKeys: [{ key: "monitoring", secret }] });

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "EMQX reads them at boot only, so every pod is made anew, blue-green: cores first, then replicants.",
    ],
    changes: () => stackChanges(keys("secret-of-before"), keys("secret-of-after")),
};
