import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const limits = (maxConnections: number, maxConnectionRate: number) => ({
    listeners: { tcp: { maxConnections, maxConnectionRate }, ws: { maxConnections, maxConnectionRate } },
});

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "tcp goes by max_conn_rate 1000/s to 500/s and max_connections 300000 to 250000 at once, and no connection is cut. Clients above max_connections stay; new ones are refused. New connections above max_conn_rate are closed, not delayed.",
        "ws closes its port and opens it again (max_connections 300000 to 250000): clients are meant to stay, but on about a third of the nodes the port is not free at once, and there all clients of ws are cut.",
        "EMQX before 6 does not look at max_conn_rate of ws.",
    ],
    changes: () =>
        stackChanges(withEmqx(million, limits(300_000, 1000)), withEmqx(million, limits(250_000, 500))),
};
