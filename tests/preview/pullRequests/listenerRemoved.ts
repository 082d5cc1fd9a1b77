import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "EMQX listener ws 8083 removed",
        "Clients of ws cannot come back: nothing listens there any more.",
        "A listener and its port of the load balancer removed together",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { listeners: { tcp: {}, ws: {} } }),
            withEmqx(million, { listeners: { tcp: {} } }),
        ),
};
