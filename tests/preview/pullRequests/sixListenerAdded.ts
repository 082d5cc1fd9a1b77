import { type PullRequest, six, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.listeners.ws (8083) added",
        "Every pod is replaced, blue-green: cores first, then replicants.",
        "At the push, before any pod is made anew, on the nodes that run: ws opens its port.",
        "emqx.listeners.ws.port 8083 added at load balancer emqx-mqtt-nlb",
    ],
    changes: () =>
        stackChanges(
            withEmqx(six, { listeners: { tcp: {} } }),
            withEmqx(six, { listeners: { tcp: {}, ws: {} } }),
        ),
};
