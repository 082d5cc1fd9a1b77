import { million, type PullRequest, stackChanges } from "./pullRequest";

/** Fewer connections cross a step of the kernel profile: what it rolls, and what keeps the nodes. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "another kernel profile (1,400,000 to 1,000,000 connections)",
        "a node is tuned for 250,000 connections instead of 500,000",
        "kernel.connectionsPerNode: 500000",
    ],
    changes: () => stackChanges({ ...million, connections: 1_400_000 }, million),
};
