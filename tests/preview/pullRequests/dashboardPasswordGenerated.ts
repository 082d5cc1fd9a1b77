import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "emqx.dashboard.password generated, in place of the given one",
        "generated dashboard password mqtt-emqx-dashboard-password in place of a given one",
        "Change it in the dashboard too, or by emqx ctl admins passwd on a core, so that Secret and cluster agree.",
    ],
    changes: () =>
        stackChanges(withEmqx(million, { dashboard: { password: "password-of-before" } }), million),
};
