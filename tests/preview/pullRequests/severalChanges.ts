import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** What has nothing to do with each other in one pull request: the worst makes the level, the rest is counted. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "loadBalancer.exposeToInternet false to true at load balancer emqx-mqtt-nlb",
        "emqx.replicants.resources.cpuRequest 16 to 20",
        "emqx.evacuation.waitTakeoverSeconds 10 to 30",
    ],
    changes: () =>
        stackChanges(million, {
            ...withEmqx(million, {
                replicants: { replicas: 5, resources: { cpuRequest: "20", memoryRequest: "16Gi" } },
                evacuation: { ...million.emqx?.evacuation, waitTakeoverSeconds: 30 },
            }),
            loadBalancer: { ...million.loadBalancer, exposeToInternet: true },
        }),
};
