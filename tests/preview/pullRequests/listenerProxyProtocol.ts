import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "tcp takes proxyProtocol false to true at once, and no connection is cut. New connections without the PROXY header are refused from then on.",
        "emqx.listeners.tcp.proxyProtocol is true, but the running pods do without it, and Service emqx-mqtt-nlb leads clients there",
        "PROXY protocol switched on both sides at once",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, { listeners: { tcp: {} } }),
            withEmqx(million, { listeners: { tcp: { proxyProtocol: true } } }),
        ),
};
