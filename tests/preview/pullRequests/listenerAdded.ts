import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const both = { tcp: {}, ssl: { tlsSecretName: "mqtt-tls" } };

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.listeners.ssl (8883) added",
        "Every pod is replaced, blue-green: cores first, then replicants.",
        "ssl opens its port.",
        "emqx.listeners.ssl.port 8883 added at load balancer emqx-mqtt-nlb",
        "emqx.listeners.ssl.enabled is true, but no running pod mounts its Secret yet",
    ],
    changes: () =>
        stackChanges(withEmqx(million, { listeners: { tcp: {} } }), withEmqx(million, { listeners: both })),
};
