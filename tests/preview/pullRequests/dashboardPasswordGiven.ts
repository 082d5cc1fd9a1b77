import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "emqx.dashboard.password given, in place of the generated one",
        "EMQX takes this password when its database is made, and keeps the one it has. That is the generated one, of which this update leaves no copy in Secret and state.",
        "Read the generated password first (Secret emqx-dashboard-user): it stays the one to log in with.",
        "generated dashboard password mqtt-emqx-dashboard-password replaced by a given one",
        "Cannot be undone by reverting",
        "[secret]",
    ],
    changes: () => stackChanges(million, withEmqx(million, { dashboard: { password: "password-of-after" } })),
};
