import { million, type PullRequest, stackRefused } from "./pullRequest";

/** More connections than the nodes can carry: the package refuses the program, and nothing moves. */
export const pullRequest: PullRequest = {
    level: "refused",
    says: ["the new program fails, so pulumi up stops before its first change", "is too small"],
    changes: () => stackRefused(million, { ...million, connections: 9_000_000 }),
};
