import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "Every pod is replaced, in its own place, one after another.",
        "One after another goes and comes up anew on the disk that it has. 2 of 3 serve at any time.",
        "1 new replicant comes up beside the 5; then one old replicant after another is emptied (its clients at 4,500 a second) and goes, and a new one takes its place. All 5 serve at any time.",
        "Who comes back to a node whose turn is still to come is moved once more. The load balancer lets those of a node stay for 15 min from its turn on, so nobody is cut.",
        "1 replicant (16 CPU, 16Gi) beside the running ones: 1 more pod",
        "replicants of a change that is taken back in its middle are left over for good",
    ],
    changes: () => stackChanges(inPlace, withEmqx(inPlace, { version: "6.3.2" })),
};
