import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "Nothing changes in the running cluster: EMQX takes this password when its database is made, and keeps the one it has.",
        "[secret]",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { dashboard: { password: "password-of-before" } }),
            withEmqx(million, { dashboard: { password: "password-of-after" } }),
        ),
};
