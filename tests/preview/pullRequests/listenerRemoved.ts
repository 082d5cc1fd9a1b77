import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "emqx.listeners.ws (8083) removed",
        "Clients of ws cannot come back: nothing listens there any more.",
        "ws closes its port and all of its connections.",
        "emqx.listeners.ws is left out, but Service emqx-mqtt-nlb still leads clients to it",
        "A listener and its port of the load balancer removed together",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { listeners: { tcp: {}, ws: {} } }),
            withEmqx(million, { listeners: { tcp: {} } }),
        ),
};
