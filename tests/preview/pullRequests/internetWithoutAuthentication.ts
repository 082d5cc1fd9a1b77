import { LoadBalancerKind } from "../../../provider";
import { type PullRequest, small, stackChanges } from "./pullRequest";

/** The load balancer opens to the internet, and EMQX asks nobody who they are. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "The internet reaches EMQX, which asks nobody who they are",
        "lets everybody connect, publish and subscribe",
        "merge an authenticator (authentication in emqx.config)",
        "Everybody on the internet can reach it from then on.",
        "Revert the commit: the old value is written back, and that closes the connections which are open then, as this change does.",
    ],
    changes: () =>
        stackChanges(small, {
            ...small,
            loadBalancer: { kind: LoadBalancerKind.Nlb, exposeToInternet: true },
        }),
};
