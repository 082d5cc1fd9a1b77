import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** 5 to 2 replicants for the same million connections. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "listener connections of replicant pod at 98 %",
        "Erlang ports of replicant pod at 95 %",
        "ECS connections of replicant node at 83 %",
        "another kernel profile (5 to 2 replicants)",
        "a node is tuned for 1,000,000 connections instead of 250,000",
        "The rollout starts 2 new replicants and empties the 5 running ones; none is deleted beside that.",
    ],
    changes: () =>
        stackChanges(
            million,
            withEmqx(million, { replicants: { ...million.emqx?.replicants, replicas: 2 } }),
        ),
};
