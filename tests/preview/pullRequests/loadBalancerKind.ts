import { LoadBalancerKind } from "../../../provider";
import { type PullRequest, small, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "loadBalancer.kind Nlb to Clb: load balancer emqx-mqtt-nlb deleted: Clients that came through it, up to 100,000, are cut and have to know another address.",
        "Leave loadBalancer.kind as it is and make an MqttLoadBalancer of kind Clb beside it",
        "Cannot be undone: reverting makes a load balancer with yet another address.",
    ],
    changes: () => stackChanges(small, { ...small, loadBalancer: { kind: LoadBalancerKind.Clb } }),
};
