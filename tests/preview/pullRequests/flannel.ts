import { type EmqxOnAckArgs, LoadBalancerKind, NetworkPlugin } from "../../../provider";
import { type PullRequest, stackChanges } from "./pullRequest";

const stack = (networkPlugin: NetworkPlugin): EmqxOnAckArgs => ({
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"], networkPlugin },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
});

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "ACK cluster mqtt-cluster-ack replaced because of podCidr",
        "Everything that runs in it goes: EMQX, its disks' claims, its load balancers. Every client is cut.",
    ],
    changes: () => stackChanges(stack(NetworkPlugin.Terway), stack(NetworkPlugin.Flannel)),
};
