import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** The first of the two updates that add a TLS listener. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.listeners.ssl.tlsSecretName",
        "Every pod is replaced, blue-green: cores first, then replicants.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { listeners: { tcp: {} } }),
            withEmqx(million, { listeners: { tcp: {}, ssl: { enabled: false, tlsSecretName: "mqtt-tls" } } }),
        ),
};
