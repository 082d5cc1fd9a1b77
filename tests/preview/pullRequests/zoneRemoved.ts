import { type PullRequest, small, stackChanges } from "./pullRequest";

const { existingCluster: _given, ...rest } = small;
const zones = (...letters: string[]) => ({
    ...rest,
    newCluster: { zones: letters.map((letter) => `cn-hangzhou-${letter}`) },
});

/** A zone taken out of the network while nodes and load balancers are in it. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "newCluster.zones: cn-hangzhou-i taken out",
        "cn-hangzhou-i is taken away while it is in use",
        "nodes that run there stay",
        "an NLB keeps its address there",
        "pulumi up fails at it after ten minutes",
        "kubectl drain",
        "take the zone out of the stack's NLBs",
    ],
    changes: () => stackChanges(zones("g", "h", "i"), zones("g", "h")),
};
