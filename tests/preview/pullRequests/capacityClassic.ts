import { LoadBalancerKind } from "../../../provider";
import { million, type PullRequest, stackChanges } from "./pullRequest";

/** A million connections from an NLB to a CLB. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "connections of load balancer at 100 %",
        "1,000,000 connections are 100 % of the 1,000,000 that this CLB takes",
    ],
    changes: () => stackChanges(million, { ...million, loadBalancer: { kind: LoadBalancerKind.Clb } }),
};
