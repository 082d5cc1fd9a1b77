import { KernelRollout } from "../../../provider";
import { million, type PullRequest, stackChanges } from "./pullRequest";

/** Nodes are tuned in another way: the pods move, and no parameter is another one. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: ["kernel.rollout", "The new pods go to nodes that are tuned in the new way only."],
    changes: () => stackChanges(million, { ...million, kernel: { rollout: KernelRollout.DaemonSet } }),
};
