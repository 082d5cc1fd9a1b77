import { type PullRequest, small, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "The rollout makes every client reconnect: open-source EMQX cannot move clients, the 3 running replicants close up to 33,334 connections each when they go",
        "3 old cores and 3 old replicants in the same second; connections to them live on for 15 min at the most.",
        "2 x 5 min to boot (cores, then replicants) + 10 s delay + 3 x 35 s to remove the old replicants + 3 x 35 s to remove the old cores = 13 min 40 s at the most",
        "Sessions kept in the memory of the old nodes are lost",
    ],
    changes: () => stackChanges(withEmqx(small, { version: "5.7.1" }), withEmqx(small, { version: "5.7.2" })),
};
