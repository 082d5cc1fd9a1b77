import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "emqx.listeners.tcp.port 1883 to 11883 at load balancer emqx-mqtt-nlb",
        "The load balancer closes connections of clients through 1883, and nobody comes in there any more.",
        "Nobody is cut when the new port comes first, as one of additionalPorts",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { listeners: { tcp: {} } }),
            withEmqx(million, { listeners: { tcp: { port: 11_883 } } }),
        ),
};
