import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const limits = (maxConnections: number, maxConnectionRate: number) => ({
    listeners: { tcp: { maxConnections, maxConnectionRate }, ws: { maxConnections, maxConnectionRate } },
});

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "tcp takes maxConnectionRate 1,000 to 500 and maxConnections 300,000 to 250,000 at once, and no connection is cut. Clients above maxConnections stay connected; new ones are refused. New connections above maxConnectionRate are closed, not delayed.",
        "ws closes its port and opens it again (maxConnections 300,000 to 250,000): clients are meant to stay, but on about a third of the nodes the port is not free at once, and there all clients of ws are cut.",
        "EMQX before 6 does not apply maxConnectionRate to ws.",
    ],
    changes: () =>
        stackChanges(withEmqx(million, limits(300_000, 1000)), withEmqx(million, limits(250_000, 500))),
};
