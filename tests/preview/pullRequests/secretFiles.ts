import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reload",
    says: ["emqx.secretFiles kafka added", "Running nodes see it within two minutes, and no pod restarts"],
    changes: () =>
        stackChanges(
            withEmqx(million, { secretFiles: { database: "one" } }),
            withEmqx(million, { secretFiles: { database: "one", kafka: "two" } }),
        ),
};
