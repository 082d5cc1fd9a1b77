import { KernelRollout } from "../../../provider";
import { million, type PullRequest, stackChanges } from "./pullRequest";

const kernel = { rollout: KernelRollout.DaemonSet };

export const pullRequest: PullRequest = {
    level: "reload",
    says: ["Set on all running nodes at once, while everything runs; no EMQX pod restarts for it"],
    changes: () =>
        stackChanges(
            { ...million, kernel },
            { ...million, kernel: { ...kernel, parameters: { "net.core.netdev_max_backlog": "32768" } } },
        ),
};
