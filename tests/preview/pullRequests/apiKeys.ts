import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const keys = (secret: string) => withEmqx(million, { apiKeys: [{ key: "monitoring", secret }] });

export const pullRequest: PullRequest = {
    level: "none",
    says: ["Running nodes do not read it again: it counts from their next restart on."],
    changes: () => stackChanges(keys("secret-of-before"), keys("secret-of-after")),
};
